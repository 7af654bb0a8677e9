"""Where the officer writes the note."""

from typing import Final

from simulator.tui.widgets.free_text import FreeText

LIMIT: Final = 20_000
"""Characters of a note, as many as a conversation keeps."""


class Notepad(FreeText):
    """Several lines of free text; Enter begins the next one."""

    def __init__(self, text: str, *, still: bool = False) -> None:
        """``still`` keeps the cursor from blinking."""
        super().__init__(text, limit=LIMIT, still=still)
