"""What kind of information a field holds. Export, erasure, retention and scrubbing go by these labels."""

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
