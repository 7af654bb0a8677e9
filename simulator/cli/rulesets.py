"""Which version of the rules a command marks with."""

from simulator.errors import UsageError


def version(wanted: str | None) -> str:
    """Return the version to mark with; ``UsageError`` when keywork has none of that name."""
    from scoring.rulesets import RULESET, versions
    from simulator.content.diagnostics import did_you_mean

    if wanted is None:
        return RULESET
    if wanted not in versions():
        hint = did_you_mean(wanted, versions()) or "."
        raise UsageError(f'There is no ruleset "{wanted}"{hint}', f"There are: {', '.join(versions())}.")
    return wanted
