"""A workspace with a short lesson in each of several languages, by its code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.end_to_end.printing import Files, spec


@dataclass(frozen=True)
class Text:
    """A short lesson's texts in one language."""

    title: str
    summary: str
    fact: str
    heading: str
    paragraph: str
    term: str
    definition: str
    ask: str
    answer: str


TEXTS = {
    "cs": Text(
        "Příliš žluťoučký kůň",
        "Kůň úpěl ďábelské ódy celou noc a nikdo z vesnice mu nerozuměl.",
        "Vesnice leží u řeky Úpy, jižně od Trutnova.",
        "Co se stalo?",
        "Nejnedůvěryhodnější svědek tvrdil, že světlo vycházelo ze stodoly. Říkal to ještě ráno, "
        "když už všichni věděli, že šlo jen o odraz měsíce na zamrzlém rybníku.",
        "stodola",
        "Hospodářská budova, ve které se ukládá seno a sláma.",
        "Proč svědkovi nikdo nevěřil?",
        "Protože už několikrát lhal.",
    ),
    "pl": Text(
        "Zażółć gęślą jaźń",
        "Mieszkańcy Łodzi żądali chleba, wolności i godziwej płacy.",
        "Strajk rozpoczął się w środę.",
        "Co się wydarzyło?",
        "Robotnicy zatrzymali maszyny i wyszli na ulicę Piotrkowską. Właściciele fabryk długo nie "
        "chcieli rozmawiać, lecz wkrótce zabrakło im przędzy, węgla i cierpliwości.",
        "strajk",
        "Przerwanie pracy, którym pracownicy chcą coś osiągnąć.",
        "Dlaczego robotnicy zatrzymali maszyny?",
        "Żądali wyższej płacy i krótszego dnia pracy.",
    ),
    "de": Text(
        "Übermut und Größe",
        "Zwölf Boxkämpfer jagten Viktor quer über den großen Sylter Deich.",
        "Der Deich schützt die Häuser vor der Nordsee.",
        "Was geschah?",
        "Während der Sturmflut brach der Deich an drei Stellen. Die Straßen standen unter Wasser, "
        "und die Rettungsmannschaften erreichten die außenliegenden Höfe erst am nächsten Morgen.",
        "Deich",
        "Ein Wall aus Erde, der das Land vor dem Meer schützt.",
        "Warum kamen die Helfer so spät?",
        "Weil die Straßen überflutet waren.",
    ),
    "fr": Text(
        "L’été où l’on prit la Bastille",
        "Dès le mois de juillet, Paris manqua de pain ; la colère grondait.",
        "La Bastille était une prison royale.",
        "Que s’est-il passé ?",
        "Où trouver de la poudre ? La foule se dirigea vers la forteresse, dont le gouverneur hésita "
        "longtemps. À cinq heures, il capitula : « Ça suffit », aurait-il dit, le cœur lourd.",
        "forteresse",
        "Un lieu entouré de murs épais, bâti pour être défendu.",
        "Pourquoi la foule cherchait-elle de la poudre ?",
        "Elle avait déjà des fusils, mais rien pour s’en servir.",
    ),
    "uk": Text(
        "Щоденник із Києва",
        "Її щоденник, знайдений на горищі, розповідає про життя міста.",
        "Ґанок будинку зберігся донині.",
        "Що сталося?",
        "Восени мешканці почали виїжджати з міста. Хто лишався, той заготовляв дрова, їжу й воду; "
        "об’єднання сусідів допомагало тим, у кого нікого не було.",
        "горище",
        "Місце під дахом будинку, де зберігають речі.",
        "Чому сусіди об’єдналися?",
        "Щоб допомагати одне одному.",
    ),
    "el": Text(
        "Η άνοιξη στην Αθήνα",
        "Οι κάτοικοι της πόλης βγήκαν στους δρόμους και ζήτησαν ελευθερία.",
        "Το πανεπιστήμιο έμεινε κλειστό τρεις ημέρες.",
        "Τι συνέβη;",
        "Το πρωί οι φοιτητές συγκεντρώθηκαν μπροστά στο κτίριο. Ύστερα ήρθαν κι άλλοι, εργάτες και "
        "αγρότες, και το πλήθος γέμισε την πλατεία· κανείς δεν ήξερε τι θα ακολουθούσε.",
        "πλήθος",
        "Πολλοί άνθρωποι μαζί, στο ίδιο μέρος.",
        "Γιατί βγήκαν οι κάτοικοι στους δρόμους;",
        "Για να ζητήσουν ελευθερία.",
    ),
}


def event(text: Text) -> str:
    return (
        f"# {text.title}\n\n{text.summary}\n\n- {text.fact}\n\n"
        f"## {text.heading}\n\n{text.paragraph}\n"
    )


def lesson(language: str, text: Text) -> dict[str, Any]:
    return {
        "event": language,
        "language": language,
        "vocabulary": [{"term": text.term, "definition": text.definition}],
        "activities": [
            {
                "activity": "short-answer",
                "title": text.heading,
                "instructions": text.ask,
                "questions": [
                    {"ask": text.ask, "answer": text.answer, "look_for": text.term},
                ],
            },
            {"activity": "cloze", "text": f"[{text.fact.split()[0]}] {text.fact}"},
        ],
    }


LANGUAGES: Files = {
    **{f"lessons/events/{language}.md": event(text) for language, text in TEXTS.items()},
    **{
        f"lessons/{language}.yaml": spec(lesson(language, text)) for language, text in TEXTS.items()
    },
}
