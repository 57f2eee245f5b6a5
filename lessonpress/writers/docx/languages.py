"""Languages as Word's dictionaries are named: with a region. Knows no text."""

from __future__ import annotations

from lessonpress.writers.docx.ooxml import escape

# The region whose dictionary serves a language that is named alone. Word and LibreOffice neither
# hyphenate nor check the spelling of a language without one.
_REGIONS = {
    "ar": "SA",
    "bg": "BG",
    "cs": "CZ",
    "cy": "GB",
    "da": "DK",
    "de": "DE",
    "el": "GR",
    "en": "US",
    "es": "ES",
    "et": "EE",
    "fa": "IR",
    "fi": "FI",
    "fr": "FR",
    "ga": "IE",
    "he": "IL",
    "hi": "IN",
    "hr": "HR",
    "hu": "HU",
    "hy": "AM",
    "it": "IT",
    "ja": "JP",
    "ka": "GE",
    "ko": "KR",
    "lt": "LT",
    "lv": "LV",
    "nb": "NO",
    "nl": "NL",
    "pl": "PL",
    "pt": "PT",
    "ro": "RO",
    "ru": "RU",
    "sk": "SK",
    "sl": "SI",
    "sr": "RS",
    "sv": "SE",
    "th": "TH",
    "tr": "TR",
    "uk": "UA",
    "ur": "PK",
    "zh": "CN",
}


def word_language(tag: str) -> str:
    """The BCP 47 tag with a region where it has none, ready for an attribute: `en` is `en-US`."""
    region = _REGIONS.get(tag)
    return f"{tag}-{region}" if region else escape(tag)
