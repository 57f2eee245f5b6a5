"""The paper of a language's country: Letter in North America, some countries south of it and the Philippines, else A4.

Source: `paperSize` in Unicode's CLDR (common/supplemental/supplementalData.xml), to which the territories of
the United States are added; Babel has none.
"""

from __future__ import annotations

import re

_LETTER = "BZ CA CL CO CR GT MX NI PA PH PR SV US VE"
_OF_THE_STATES = "AS GU MP UM VI"
# A region behind the language and, it may be, a script (BCP 47, 2.2.4).
_REGION = re.compile(r"[a-z]{2,3}(?:-[a-z]{3})*(?:-[a-z]{4})?-([a-z]{2})(?:-|$)", re.IGNORECASE)


def paper_of_country(language: str) -> str | None:
    """`Letter` where the language (BCP 47) names a country that has it; None elsewhere, and where it names no
    country: then it is A4.

    >>> paper_of_country("es-MX"), paper_of_country("en-GB"), paper_of_country("en")
    ('Letter', None, None)
    """
    found = _REGION.match(language.replace("_", "-"))
    country = found[1].upper() if found else ""
    return "Letter" if country in f"{_LETTER} {_OF_THE_STATES}".split() else None
