"""The group that somebody means by a word such as “boss” or “reports to me”."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from ninefold.core.framework.model import LINE_MANAGER, SELF, Group

# What people write for the groups that most frameworks have; one that a framework does not have is left out.
COMMON = {
    SELF: ("me", "myself", "self", "own"),
    LINE_MANAGER: (
        "boss", "head", "i report to", "line manager", "manager", "manages me", "reporting to", "supervisor",
    ),
    "peer": ("colleague", "co worker", "coworker", "peer", "same level", "team mate", "teammate"),
    "direct_report": (
        "direct report", "i manage", "junior", "managed by me", "member of my team", "my staff", "my team",
        "person i manage", "people i manage", "report", "reportee", "reports to me", "staff", "subordinate",
        "supervisee", "team member",
    ),
    "other": ("client", "customer", "external", "other", "other colleague", "partner", "someone else", "stakeholder"),
}  # fmt: skip
_POSSESSIVES = {"my", "a", "an", "the", "is", "are"}


class Groups:
    """The groups of a framework, found by whatever names them."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._by_word: dict[str, str] = {}
        for group in groups:
            for written in (group.id, group.label, *COMMON.get(group.id, ())):
                self._by_word.setdefault(_plain(written), group.id)

    def named(self, written: str) -> str | None:
        """The id of the group that is meant, or None."""
        return self._by_word.get(_plain(written))

    def nearest(self, written: str) -> str | None:
        """The id of the group whose word is most like what is written, if one is like it."""
        near = difflib.get_close_matches(_plain(written), self._by_word, n=1, cutoff=0.7)
        return self._by_word[near[0]] if near else None


def _plain(written: str) -> str:
    """Its words in small letters, in the singular and without “my” or “the”."""
    words = re.findall(r"[^\W_]+", written.casefold())
    kept = [word for word in words if word not in _POSSESSIVES] or words
    return " ".join(word.removesuffix("s") if len(word) > 3 else word for word in kept)
