"""What `ninefold doctor` found."""

from collections.abc import Sequence
from dataclasses import dataclass

# `ask` is for what only somebody else can know, and changes nothing of how the whole is.
WELL, ASK, LOOK, BROKEN = "well", "ask", "look at this", "broken"


@dataclass(frozen=True)
class Finding:
    """How one thing is: `state` is one of those above, `said` a sentence, with what to do where it is not well."""

    what: str
    state: str
    said: str


def code_of(findings: Sequence[Finding]) -> int:
    """How the whole is, as an exit code: 0 well, 1 something to look at, 2 something broken."""
    states = {finding.state for finding in findings}
    return 2 if BROKEN in states else 1 if LOOK in states else 0
