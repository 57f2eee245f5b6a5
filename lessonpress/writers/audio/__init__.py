"""Audio: a document as it is read out, a file for each part, by espeak-ng.

It knows blocks and theme, never a lesson. Rooms: `writer` (the archive), `script` (what is said, block by block), `tables`, `espeak` (the
program that speaks), `sound` (what it says as MP3).
"""

from lessonpress.writers.audio.espeak import NoVoice, SpeechMissing, audio_rests_on
from lessonpress.writers.audio.writer import write_audio

__all__ = ["NoVoice", "SpeechMissing", "audio_rests_on", "write_audio"]
