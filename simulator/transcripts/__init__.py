"""Conversations that were held elsewhere and written down, read so that they can be marked."""

from simulator.transcripts.source import read_transcript
from simulator.transcripts.speakers import Voices
from simulator.transcripts.transcript import Spoken, Transcript

__all__ = ["Spoken", "Transcript", "Voices", "read_transcript"]
