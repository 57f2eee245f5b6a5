"""Columns: how wide each of a table's is, from what stands in it. Knows no font and no page."""

from __future__ import annotations

from collections.abc import Sequence

# How many characters a line of the narrowest page takes, with a table's gaps left out: what fits
# there fits everywhere.
_LINE = 40
_GAP = 1.5  # characters that the space between columns takes
# Beyond so many characters a cell has several lines anyhow.
_LONG = 90


def column_shares(rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """The share of the measure for each column, of rows with as many cells each. They sum to 1.

    No column is narrower than its longest word if it can be helped; what is left goes to those with
    more text.
    """
    columns = list(zip(*rows, strict=True))
    least = [
        max((len(word) for cell in column for word in cell.split()), default=1) + _GAP
        for column in columns
    ]
    spare = _LINE - sum(least)
    if spare <= 0:
        return tuple(width / sum(least) for width in least)
    wanted = [
        max(0.0, min(_LONG, max(map(len, column))) - width)
        for column, width in zip(columns, least, strict=True)
    ]
    if not any(wanted):
        wanted = least
    shares = (width + spare * more / sum(wanted) for width, more in zip(least, wanted, strict=True))
    return tuple(share / _LINE for share in shares)
