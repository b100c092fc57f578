"""What kind of information a field holds, and what it is held for.

Export, erasure, retention and the record of processing go by these. The labels of a table stand beside its fields, and
what it is held for in `site.processing`, which knows the tables of all rooms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Privacy(StrEnum):
    """How far a value may travel."""

    OPEN = "open"
    """Says nothing of a person."""
    PERSONAL = "personal"
    """Says something of a person who can be told from it: in their export, gone with them."""
    CONFIDENTIAL = "confidential"
    """Was told in confidence, or opens a door: never leaves but through the rules on what is shown."""


OPEN = Privacy.OPEN
PERSONAL = Privacy.PERSONAL
CONFIDENTIAL = Privacy.CONFIDENTIAL


@dataclass(frozen=True)
class Activity:
    """One thing that information on people is used for: an entry in the record of processing."""

    title: str
    purpose: str
    basis: str
    whose: str


@dataclass(frozen=True)
class Processing:
    """What a table is held for, how long its rows are kept, and who sees them.

    `kept` may name a period of `settings.KEEP_MONTHS`, such as `{reports} months after the close`. `labels` are those
    of a table that is not ours, and so cannot bear them itself.
    """

    activity: Activity
    kept: str
    seen_by: str
    labels: Mapping[str, Privacy] = field(default_factory=dict)
