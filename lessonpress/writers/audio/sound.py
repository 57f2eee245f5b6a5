"""Sound: what is said, with its pauses, as MP3."""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.writers.audio.espeak import RATE, SpeechMissing, speak, voice_of
from lessonpress.writers.audio.script import Utterance

_BITS_A_SECOND = 48  # thousands: speech of one voice
_QUALITY = 5  # of LAME, from 0 (best) to 9
_BYTES = 2  # of a sample


def samples_of(said: Sequence[Utterance], voice: str) -> bytes:
    """The samples of what is said in that voice, words of another language in its own where there is one."""
    stretches: list[tuple[str, list[tuple[str, float]]]] = []
    for one in said:
        for place, (text, language) in enumerate(one.pieces, start=1):
            own = (voice_of(language) if language is not None else None) or voice
            pause = one.pause if place == len(one.pieces) else 0.0
            if stretches and stretches[-1][0] == own:
                stretches[-1][1].append((text, pause))
            else:
                stretches.append((own, [(text, pause)]))
    return b"".join(speak(texts, own) for own, texts in stretches)


def seconds_of(samples: bytes) -> float:
    return len(samples) / _BYTES / RATE


def as_mp3(samples: bytes) -> bytes:
    """The samples as an MP3 file. Raises SpeechMissing where nothing can write one."""
    try:
        import lameenc
    except ModuleNotFoundError:
        raise SpeechMissing(
            "MP3 files are written by lameenc, which is not installed.",
            "Install it: `pip install 'makelesson[audio]'`.",
        ) from None
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(_BITS_A_SECOND)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(_QUALITY)
    encoder.silence()
    return bytes(encoder.encode(samples)) + bytes(encoder.flush())
