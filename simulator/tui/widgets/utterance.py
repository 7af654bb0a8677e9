"""One thing said or seen, as a transcript shows it."""

import re

from textual.content import Content
from textual.widgets import Static

from scoring.model import Span
from simulator.safe_text import clean
from simulator.tui.text import lines, plain, styled
from simulator.tui.voices import Entry, Voice

_NAME_STYLES = {Voice.OFFICER: "bold $primary", Voice.PERSON: "bold $accent"}
_MARKED = "bold underline on $kw-mark"
_SILENCE = "(says nothing)"


class Utterance(Static):
    """An entry of the transcript; its words can be let out one by one, or some of them marked."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(_content(entry, entry.text, None), classes=f"-{entry.voice}")
        self.entry = entry
        self._ends = [match.end() for match in re.finditer(r"\S+\s*", entry.text)]

    def become(self, entry: Entry) -> None:
        """Show another entry of the same voice."""
        self.entry = entry
        self.mark(None)

    def let_out(self, count: int) -> bool:
        """Show the first ``count`` words only; whether any are still to come."""
        if count >= len(self._ends):
            self.update(_content(self.entry, self.entry.text, None))
            return False
        shown = self.entry.text[: self._ends[count - 1]].rstrip() if count else "…"
        self.update(_content(self.entry, shown, None))
        return True

    def mark(self, span: Span | None) -> None:
        """Point at those words, or at none."""
        self.update(_content(self.entry, self.entry.text, span))


def _content(entry: Entry, shown: str, marked: Span | None) -> Content:
    """The entry as it looks with ``shown`` of its words let out."""
    if entry.voice is Voice.SCENE:
        return styled(shown, "italic $text-muted")
    if entry.voice is Voice.NOTE:
        return styled(shown, "bold")
    silent = entry.voice is Voice.OFFICER and not shown.strip()
    speech = styled(_SILENCE, "italic $text-muted") if silent else plain(shown)
    if marked is not None and clean(shown) == shown:
        speech = speech.stylize(_MARKED, marked.start, marked.end)
    cue = styled(f"[{entry.cue}]", "italic $text-muted") if entry.cue else ""
    return lines(styled(entry.name, _NAME_STYLES[entry.voice]), cue, speech)
