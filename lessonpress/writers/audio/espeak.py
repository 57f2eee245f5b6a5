"""espeak-ng (https://github.com/espeak-ng/espeak-ng): text into sound. It is the computer's own program."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from xml.sax.saxutils import escape

from lessonpress.words import main_language

_PROGRAM = "espeak-ng"
_HEADER = 44  # bytes of a WAV file before its samples
#: Samples a second, of 16 bits, one channel: what espeak-ng makes.
RATE = 22_050
# Words a minute: a quarter slower than people talk, as audiobooks for schools are read.
_SPEED = 145
_SECONDS = 600  # for one part; an hour of speech takes some ten


class SpeechMissing(Exception):
    """What speaks or what writes MP3 isn't on this computer; `install` says how it comes there."""

    def __init__(self, message: str, install: str) -> None:
        self.install = install
        super().__init__(message)


class NoVoice(Exception):
    """There is no voice for the document's language."""

    def __init__(self, language: str) -> None:
        self.language = language
        super().__init__(f"espeak-ng has no voice for the language {language}.")


def _run(*arguments: str, said: str = "") -> bytes:
    program = shutil.which(_PROGRAM)
    if program is None:
        raise SpeechMissing(
            "Audio is spoken by espeak-ng, which is not on this computer.",
            "Install it: `apt install espeak-ng` on Debian and Ubuntu, `brew install espeak-ng` on a Mac.",
        )
    try:
        return subprocess.run(
            [program, *arguments],
            input=said.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise SpeechMissing(
            f"espeak-ng failed: {error}.", f"See what `{_PROGRAM} -v en hello` says."
        ) from error


@cache
def _voices() -> frozenset[str]:
    """The languages that there are voices for (BCP 47, in small letters)."""
    rows = _run("--voices").decode("utf-8", "replace").splitlines()[1:]
    return frozenset(row.split()[1].lower() for row in rows if len(row.split()) > 1)


@cache
def voice_of(language: str) -> str | None:
    """The voice for a language (BCP 47): its own, or one of its main language; None where there is neither."""
    main = main_language(language)
    for tag in (language.lower(), main):
        if tag in _voices():
            return tag
    # English and French have voices by country alone.
    return main if any(one.startswith(f"{main}-") for one in _voices()) else None


def speak(said: Sequence[tuple[str, float]], voice: str) -> bytes:
    """The samples of texts in one voice, each with the seconds of the pause after it. Raises SpeechMissing."""
    # To start the program takes as long as to speak two sentences: all is said at once, as SSML.
    body = "".join(
        f'{escape(text)} <break time="{round(pause * 1000)}ms"/>\n' if pause else f"{escape(text)} "
        for text, pause in said
    )
    marked = f"<speak>{body}</speak>".replace("[[", "[ [")  # two would begin phonemes
    made = _run(
        *("-v", voice, "-s", str(_SPEED), "-b", "1", "-m", "--stdin", "--stdout"), said=marked
    )
    return made[_HEADER:]


@cache
def audio_rests_on() -> str:
    """The versions of what speaks and of what writes MP3; "" for what is missing."""
    try:
        speaks = _run("--version").decode("utf-8", "replace").partition("Data at")[0].strip()
    except SpeechMissing:
        speaks = ""
    try:
        writes = version("lameenc")
    except PackageNotFoundError:
        writes = ""
    return f"{speaks}, {writes}"
