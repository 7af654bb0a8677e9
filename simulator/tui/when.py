"""Moments as people name them."""

from datetime import datetime


def moment(stamp: str) -> str:
    """``3 Oct, 14:05`` in local time, with the year where it is not this one; empty for no moment."""
    try:
        then = datetime.fromisoformat(stamp).astimezone()
    except ValueError:
        return ""
    year = "" if then.year == datetime.now().astimezone().year else f" {then.year}"
    return f"{then.day} {then:%b}{year}, {then:%H:%M}"
