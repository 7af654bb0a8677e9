"""``python -m simulator`` is the ``keywork`` command."""

from simulator.cli.main import entry

if __name__ == "__main__":
    entry()
