"""The writer's face: a document in, the bytes of an archive out, with an MP3 for each part, a playlist and the script."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lessonpress.document.blocks import Document
from lessonpress.document.foot import foot_of
from lessonpress.document.parts import parts_of
from lessonpress.writers.audio.espeak import NoVoice, voice_of
from lessonpress.writers.audio.script import Script, Utterance
from lessonpress.writers.audio.sound import as_mp3, samples_of, seconds_of

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip entry can name
_LONGEST = 40  # characters of a file's name
_PLAYLIST, _SCRIPT = "playlist.m3u8", "script.txt"
_OTHERS = re.compile(r"[\W_]+")
_PAUSE = 0.6  # seconds after what stands at the foot


@dataclass(frozen=True, slots=True)
class Track:
    """What one file says. Its name begins with its number, so that players and folders keep the order."""

    name: str
    title: str
    said: tuple[Utterance, ...]


def tracks_of(document: Document) -> Iterator[Track]:
    """What is said of a document, part by part, with the pages of `Document.pages`."""
    script = Script(document, dict(document.pages))
    parts = list(parts_of(document.blocks))
    foot = tuple(Utterance(((line, None),), _PAUSE) for line in foot_of(document))
    width = max(2, len(str(len(parts))))
    for number, part in enumerate(parts, start=1):
        said = script.of(part.blocks) + (foot if number == len(parts) else ())
        title = part.title or document.title
        name = _OTHERS.sub("-", title).strip("-")[:_LONGEST].strip("-")
        yield Track(f"{number:0{width}}-{name}.mp3", title, said)


def write_audio(document: Document) -> bytes:
    """The document as it is read out; the same arguments and programs give the same bytes. Raises SpeechMissing, and
    NoVoice for a language that isn't spoken."""
    voice = voice_of(document.language)
    if voice is None:
        raise NoVoice(document.language)
    files: dict[str, bytes] = {}
    listed, script = ["#EXTM3U"], [document.title]
    for track in tracks_of(document):
        samples = samples_of(track.said, voice)
        files[track.name] = as_mp3(samples)
        listed += [f"#EXTINF:{round(seconds_of(samples))},{track.title}", track.name]
        script += ["", track.name, "", *(one.text for one in track.said)]
    files[_PLAYLIST] = _lines(listed)
    files[_SCRIPT] = _lines(script)
    return _zipped(files)


def _lines(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return made.getvalue()
