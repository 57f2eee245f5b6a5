"""The margin for marks: how much room there is for the points that are given. The same for every format."""

from __future__ import annotations

#: The line to write points on, and the least space between it and the text before it, in points.
RULE = 26.0
GAP = 12.0
#: The width of a character of such a number, as `/ 25`, in ems, rather more than it is on average.
TAIL_LETTER = 0.55
