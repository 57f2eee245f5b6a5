"""Czech: words are declined, so that what takes a word's place must stand in the same case."""

from __future__ import annotations

from lessonpress.drafting.languages import LanguageData, words

DATA = LanguageData(
    on_date=words("dne v ve roku"),
    around_date=words(
        "od do před po mezi a až kolem počátkem koncem začátkem během na jaře létě podzim zimě z ze k ke "
        "polovině noci ráno večer odpoledne dopoledne let letech"
    ),
    subject_first=False,
    that_day="Toho dne",
    that_month="Toho měsíce",
    that_year="Toho roku",
    when_before_verb="Kdy {rest}?",
    when="Kdy se to stalo? {statement}",
    who="Kdo {rest}?",
    gap="Které místo patří do mezery? „{sentence}“",
    how_many="Které číslo patří do mezery? „{sentence}“",
    dependent=words(
        "on ona ono oni ony my já ty vy jeho její jejich jemu mu ho ji jí jim je ten ta to ti tento tato "
        "toto tito tyto toho tomu tom tím této tomuto tomto těchto těmto tam pak potom poté tak ale a i "
        "nebo však proto tedy tudíž takto místo také též později mezitím brzy takový taková takové oba "
        "obě další jiní jiný nakonec konečně nejprve nejdříve zde tady přitom přesto navíc kromě ovšem "
        "zato ještě už již jen mnozí někteří všichni každý každá tehdy teď nyní ani avšak"
    ),
    pronouns=words(
        "on ona ono oni ony jeho její jejich jemu mu ho ji jí jim tento tato toto tito tyto toho tomu "
        "této tomuto těchto"
    ),
    subjects=words("on ona ono oni ony tento tato toto tito tyto mu jim jí"),
    objects=words("ho mu ji jim ním ní nimi němu něm něj"),
    births=words("narodil narozen"),
    one_of_many=("byl jedním ", "je jedním ", "patřil k ", "patří k "),
    titles=words(
        "prezident prezidentka ministr ministryně kancléř generál král královna císař císařovna kníže "
        "vévoda papež biskup arcibiskup doktor dr kapitán plukovník major maršál admirál senátor starosta "
        "primátor astronaut kosmonaut vědec spisovatel spisovatelka malíř profesor vůdce velitel pan paní "
        "svatý vynálezce fyzik astronom hvězdář inženýr pilot básník skladatel kazatel mluvčí tajemník "
        "diktátor car sultán předseda premiér mistr historik filozof lékař řidič dramatik"
    ),
    place_before={"v": "v", "ve": "v", "do": "do", "z": "z", "ze": "z", "u": "u"},
    bounds=words(
        "více víc méně než nejméně nejvíce alespoň přes až do skoro téměř pouze jen minimálně maximálně"
    ),
    states=words(
        "je jsou byl byla bylo byli byly měl měla mělo měli měly patřil patřila patřilo patřili žil žila "
        "žili vládl vládla vládli trval trvala trvalo trvaly zůstal zůstala zůstalo stál stála stálo "
        "stáli věděl věděla věděli věřil věřila věřili chtěl chtěla chtěli doufal doufala doufali mohl "
        "mohla mohlo mohli mohly musel musela muselo museli směl směli"
    ),
    because=("protože", "neboť", "jelikož"),
    therefore=("Proto",),
    clitics=words(
        "se si by bych bys jsem jsi jsme jste mu ho mi ti jí ji jim je to byl byla bylo byli byly"
    ),
    # Kdo is masculine, and asks for one.
    who_refuses=("la", "ly", "li", "lo"),
    verbs_alone=("l", "la", "li", "lo", "ly"),
    month_forms={
        "lednu": "leden",
        "únoru": "únor",
        "březnu": "březen",
        "dubnu": "duben",
        "květnu": "květen",
        "červnu": "červen",
        "červenci": "červenec",
        "srpnu": "srpen",
        "říjnu": "říjen",
        "listopadu": "listopad",
        "prosinci": "prosinec",
    },
    stems=(
        "V části „{heading}“ mě nejvíce překvapilo, že …",
        "Nejdůležitější věta v části „{heading}“ je pro mě …, protože …",
        "Po přečtení části „{heading}“ se stále ptám, …",
    ),
    years=r"\b(?:1\d{3}|20\d{2}|[89]\d{2})\b",
    conjunctions=words("a nebo i"),
)
