"""Fields: a label, and what it says above it in another language."""

from __future__ import annotations

from lessonpress.document.blocks import LineBreak, Run
from lessonpress.document.reading_fields import fields_of


def test_shares_come_to_sum_to_one_and_labels_have_their_languages() -> None:
    label = (Run("Jméno", lang="cs", small=True), LineBreak(), Run("Name"))
    fields = fields_of(
        "f", [label, (Run("Classe", lang="fr"),)], [0.5, 0.3], ["", "/ 5"], [None, "B"]
    )
    first, second = fields.items
    assert (first.above, first.above_lang, first.label, first.lang) == ("Jméno", "cs", "Name", None)
    assert (second.above, second.label, second.lang, second.tail) == ("", "Classe", "fr", "/ 5")
    assert (second.value, round(first.share, 3), round(second.share, 3)) == ("B", 0.625, 0.375)
