"""A terminal driver that outlives bad bytes and a terminal that goes away.

Textual's own decodes the keyboard strictly, so that one wrong byte ends the program, and its writing
thread dies with the terminal, so that whoever writes next waits for ever.
"""

from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import IO, Any

from textual.driver import Driver
from textual.message import Message


class HungUp(Message):
    """The terminal has gone away."""


def forgiving(driver: type[Driver]) -> type[Driver]:
    """That driver, or its forgiving form where keywork has one."""
    try:
        from textual.drivers import linux_driver
    except ImportError:  # Windows hands over characters, not bytes
        return driver
    if driver is not linux_driver.LinuxDriver:
        return driver

    class ForgivingDriver(linux_driver.LinuxDriver):
        """Reads any bytes; is silent when there is nobody to write to."""

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._file: IO[str] = _Unbreakable(self._file)  # type: ignore[assignment]

        def _run_input_thread(self) -> None:
            decoder: Callable[[], object] = partial(getincrementaldecoder("utf-8"), errors="replace")
            vars(linux_driver)["getincrementaldecoder"] = lambda _encoding: decoder
            try:
                self.run_input_thread()
            except OSError:
                self._app.post_message(HungUp())

    return ForgivingDriver


class _Unbreakable:
    """A stream to which writing never fails."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()
