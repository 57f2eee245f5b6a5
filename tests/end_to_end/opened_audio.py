"""An archive of audio as a listener has it: files in the order of the playlist, and the script of what they say."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from mutagen.mp3 import MP3


class OpenedAudio:
    def __init__(self, source: Path | bytes) -> None:
        self.data = source.read_bytes() if isinstance(source, Path) else source
        with zipfile.ZipFile(BytesIO(self.data)) as package:
            assert package.testzip() is None
            self.entries = package.infolist()
            self.files = {name: package.read(name) for name in package.namelist()}

    @property
    def playlist(self) -> list[tuple[int, str, str]]:
        """The seconds, the title and the file of each part."""
        first, *lines = self.files["playlist.m3u8"].decode().splitlines()
        assert first == "#EXTM3U"
        found = []
        for told, name in zip(lines[::2], lines[1::2], strict=True):
            seconds, _, title = told.removeprefix("#EXTINF:").partition(",")
            found.append((int(seconds), title, name))
        return found

    def seconds(self, name: str) -> float:
        """How long a file is, as a player finds it."""
        return float(MP3(BytesIO(self.files[name])).info.length)

    @property
    def script(self) -> dict[str, list[str]]:
        """What each file says, in lines: those are parted by pauses."""
        _, *parts = self.files["script.txt"].decode().split("\n\n")
        names, texts = parts[::2], parts[1::2]
        return {name: text.strip().split("\n") for name, text in zip(names, texts, strict=True)}
