"""keywork's four themes.

Every colour that text is drawn in is opaque and named here, so that the contrast of each pair can
be computed; the high-contrast themes keep 7:1 everywhere and mark the cursor by reversing it.
"""

from typing import Final

from textual.theme import Theme

DARK: Final = "keywork-dark"
LIGHT: Final = "keywork-light"
CONTRAST_DARK: Final = "keywork-contrast-dark"
CONTRAST_LIGHT: Final = "keywork-contrast-light"


def _variables(
    *, quiet: str, line: str, raised: str, mark: str, veil: str, cursor: tuple[str, str, str]
) -> dict[str, str]:
    """The variables a theme needs beside its main colours.

    ``quiet`` is for secondary text, ``line`` for rules and borders, ``raised`` the
    ground of buttons and of what has the focus, ``mark`` the ground of words
    that are pointed at, ``veil`` what lies over a screen behind a dialog, ``cursor`` the colour,
    ground and text style of a chosen row.
    """
    colour, ground, style = cursor
    return {
        "text-muted": quiet,
        "text-disabled": quiet,
        "foreground-muted": quiet,
        "foreground-disabled": quiet,
        "kw-line": line,
        "kw-raised": raised,
        "kw-mark": mark,
        "kw-veil": veil,
        "border": line,
        "border-blurred": line,
        "block-cursor-foreground": colour,
        "block-cursor-background": ground,
        "block-cursor-text-style": style,
        "block-cursor-blurred-foreground": colour,
        "block-cursor-blurred-background": ground,
        "block-cursor-blurred-text-style": "none" if "reverse" not in style else "bold underline",
        "footer-key-foreground": quiet,
        "footer-description-foreground": quiet,
        "scrollbar": line,
        "scrollbar-hover": quiet,
        "scrollbar-active": quiet,
    }


_dark = Theme(
    name=DARK,
    dark=True,
    background="#14171b",
    surface="#1b1f25",
    panel="#1b1f25",
    foreground="#e3e6ea",
    primary="#8fb8e8",
    secondary="#8fb8e8",
    accent="#e2b67a",
    success="#96cba0",
    warning="#e6bd6a",
    error="#f2928c",
    variables=_variables(
        quiet="#a0a9b5",
        raised="#262d37",
        line="#3a424d",
        mark="#4a3c1c",
        veil="#0b0d10cc",
        cursor=("#ffffff", "#2a3747", "bold"),
    ),
)

_light = Theme(
    name=LIGHT,
    dark=False,
    background="#fbf9f5",
    surface="#f2efe8",
    panel="#f2efe8",
    foreground="#20252c",
    primary="#1f4f86",
    secondary="#1f4f86",
    accent="#7a4700",
    success="#1e6232",
    warning="#7a4700",
    error="#9b1d22",
    variables=_variables(
        quiet="#565e69",
        raised="#e6e1d6",
        line="#c9c2b3",
        mark="#f6e2a8",
        veil="#fbf9f5cc",
        cursor=("#0d1116", "#d9e4f1", "bold"),
    ),
)

_contrast_dark = Theme(
    name=CONTRAST_DARK,
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#000000",
    foreground="#ffffff",
    primary="#9ad1ff",
    secondary="#9ad1ff",
    accent="#ffd75f",
    success="#a0f0a0",
    warning="#ffd75f",
    error="#ffb3ad",
    variables=_variables(
        quiet="#e6e6e6",
        raised="#333333",
        line="#ffffff",
        mark="#003b73",
        veil="#000000",
        cursor=("#ffffff", "#000000", "bold reverse"),
    ),
)

_contrast_light = Theme(
    name=CONTRAST_LIGHT,
    dark=False,
    background="#ffffff",
    surface="#ffffff",
    panel="#ffffff",
    foreground="#000000",
    primary="#00306b",
    secondary="#00306b",
    accent="#5a2e00",
    success="#003d14",
    warning="#5a2e00",
    error="#7a0010",
    variables=_variables(
        quiet="#262626",
        raised="#dddddd",
        line="#000000",
        mark="#ffe680",
        veil="#ffffff",
        cursor=("#000000", "#ffffff", "bold reverse"),
    ),
)

THEMES: Final = (_dark, _light, _contrast_dark, _contrast_light)
"""In the order they are offered; the first is the usual one."""
