"""Being told to stop: Ctrl+C, the terminal hanging up, the machine shutting down.

Every turn is durable before it is shown, so stopping at any instant loses nothing; what is left to do is say so.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopped(BaseException):
    """The process was asked to end; a ``BaseException`` so that no handler of errors keeps it alive."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.code = 128 + number


@contextmanager
def stopping_in_order() -> Iterator[None]:
    """Within this block SIGTERM and SIGHUP unwind like Ctrl+C instead of cutting the process off."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _stop) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # a second one must not interrupt saying goodbye
    raise Stopped(number)
