"""Makes text from people and files safe to keep and to show.

Control, escape, bidirectional-override and other invisible format characters reach a terminal raw and
can rewrite what an assessor sees (CVE-2021-42574, "Trojan Source"); they carry no words, so they go.
"""

import re
import unicodedata

_JOINERS = "\u200c\u200d"
"""Zero-width joiners are part of how emoji and several scripts are written."""
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

_ESCAPE_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|[@-_])")
"""ECMA-48 control sequences and operating system commands; each part is another class, so matching is linear."""


def clean(text: str, *, keep_newlines: bool = True) -> str:
    r"""``text`` in normal form C without characters that only steer a terminal.

    Tabs become spaces, every kind of line end becomes ``\n`` (or a space), lone surrogates and
    unassigned characters are dropped.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text  # the usual case, decided in C
    text = _ESCAPE_SEQUENCE.sub("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = text.replace("\t", " ")
    if not keep_newlines:
        text = text.replace("\n", " ")
    kept = "".join(
        c for c in text if c == "\n" or c in _JOINERS or unicodedata.category(c) not in _DROPPED_CATEGORIES
    )
    return unicodedata.normalize("NFC", kept)


def clean_content(text: str) -> str:
    """``clean`` for a text in a content file: one line, spaces not doubled by YAML folding."""
    return (
        " ".join(clean(text, keep_newlines=False).split())
        if "\n" not in text.strip()
        else clean(text).strip()
    )
