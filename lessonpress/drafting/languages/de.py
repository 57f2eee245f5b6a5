"""German: what stands before the verb can't be left out, and is asked for by a word in its place."""

from __future__ import annotations

from lessonpress.drafting.languages import LanguageData, words

DATA = LanguageData(
    on_date=words("am im in"),
    around_date=words(
        "seit bis ab vor nach von vom zwischen und zum um gegen ende anfang mitte während frühjahr sommer "
        "herbst winter frühling"
    ),
    subject_first=False,
    that_day="An diesem Tag",
    that_month="In diesem Monat",
    that_year="In diesem Jahr",
    when_before_verb="Wann {rest}?",
    when="Wann geschah das? {statement}",
    who="Wer {rest}?",
    gap="Welcher Ort gehört in die Lücke? „{sentence}“",
    how_many="Welche Zahl gehört in die Lücke? „{sentence}“",
    dependent=words(
        "er sie es wir ich ihr sein seine seinen seinem seiner seines ihre ihren ihrem ihrer ihres ihn "
        "ihm ihnen dies diese dieser dieses diesem diesen das dort da dann so aber und oder doch jedoch "
        "deshalb daher darum deswegen dadurch dabei damit dafür dagegen danach davor daraufhin "
        "stattdessen auch später inzwischen bald solche beide andere außerdem zudem trotzdem dennoch "
        "zunächst schließlich endlich zuerst hier dazu darin daran darauf damals viele einige manche alle "
        "jeder jede noch jetzt nun anschließend dessen deren wiederum"
    ),
    pronouns=words(
        "er sie es sein seine seinen seinem seiner ihre ihren ihrem ihrer ihn ihm ihnen dies diese dieser "
        "dieses diesem diesen"
    ),
    subjects=words("er sie es wir dies diese dieser dieses"),
    objects=words("sie ihn ihm ihnen es"),
    births=words("geboren"),
    one_of_many=("war ein", "ist ein", "gehörte zu ", "gehört zu "),
    titles=words(
        "präsident präsidentin minister ministerin kanzler kanzlerin bundeskanzler bundeskanzlerin "
        "general könig königin kaiser kaiserin fürst herzog papst bischof doktor dr kapitän oberst major "
        "marschall admiral senator bürgermeister astronaut kosmonaut forscher schriftsteller maler "
        "professor führer herr frau heilige heiliger erfinder physiker astronom ingenieur pilot dichter "
        "komponist reformator sprecher generalsekretär diktator zar sultan us-präsident ministerpräsident "
        "außenminister reichskanzler mönch arzt"
    ),
    place_before={"in": "in", "nach": "nach", "aus": "aus", "bei": "bei"},
    bounds=words(
        "mehr weniger als mindestens höchstens über unter bis fast knapp nahezu beinahe nur"
    ),
    states=words(
        "ist sind war waren hatte hatten hat haben gehörte gehörten lebte lebten regierte herrschte "
        "dauerte blieb blieben stand standen wusste wussten glaubte glaubten wollte wollten hoffte "
        "hofften galt galten konnte konnten durfte durften musste mussten sollte sollten"
    ),
    because=("weil", "denn"),
    therefore=(),
    stems=(
        "Im Abschnitt „{heading}“ hat mich überrascht, dass …",
        "Der wichtigste Satz in „{heading}“ ist für mich …, weil …",
        "Nach dem Abschnitt „{heading}“ frage ich mich noch …",
    ),
    years=r"\b(?:1\d{3}|20\d{2})\b",
    parts_of_day=(
        ("am", "morgen", "des"),
        ("am", "vormittag", "des"),
        ("am", "nachmittag", "des"),
        ("am", "abend", "des"),
    ),
    conjunctions=words("und oder sowie"),
)
