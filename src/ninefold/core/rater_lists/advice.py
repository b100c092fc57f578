"""Whom to ask besides, worked out from those who were asked alone: who has answered is nobody's to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ninefold.core.framework.model import IDENTIFIED_GROUPS, LINE_MANAGER, SELF, Advice

# More people than these cost more of everybody's time than they add.
BETTER_FROM, MOST_ASKED = 10, 30
Reason = Literal[
    "joined",  # so few are asked that the group will be joined with another
    "below_aim",  # with fewer than the number to aim at, many figures are shown only as a range
    "nobody",  # no line manager is asked
    "few_in_all",  # a report on so few is sound in few places
    "more_in_all",  # enough, but some more make it sounder
    "too_many",  # `more` is how many too many
]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """So many more people of a group, or of any group where it is None, would help, and why."""

    group: str | None
    more: int
    reason: Reason


def advise(asked: Mapping[str, int], advice: Advice, minimum: int) -> list[Suggestion]:
    """What would help, the greatest gain first; nothing where enough are asked.

    First come groups that would be joined with another, the one that lacks fewest people to stand alone before the
    rest; then those below the number to aim at, the smallest first. A group of which nobody is asked is left
    alone: not everybody has people to manage. `minimum` is the rule's: under so many answers, groups are joined.

    Worked example, aiming at five: of 2 peers, 4 people managed and 1 other, three more peers help most (with 3
    they stand alone), then four more others, then one more of the people managed.
    """
    total = sum(people for group, people in asked.items() if group != SELF)
    room = MOST_ASKED - total
    if room < 0:
        return [Suggestion(None, -room, "too_many")]
    protected = [(group, people) for group, people in asked.items() if group not in IDENTIFIED_GROUPS and people]
    small = sorted((pair for pair in protected if pair[1] < minimum), key=lambda pair: -pair[1])
    middling = sorted((pair for pair in protected if minimum <= pair[1] < advice.group), key=lambda pair: pair[1])
    found = [Suggestion(group, advice.group - people, "joined") for group, people in small]
    found += [Suggestion(group, advice.group - people, "below_aim") for group, people in middling]
    if LINE_MANAGER in asked and not asked[LINE_MANAGER]:
        found.append(Suggestion(LINE_MANAGER, 1, "nobody"))
    if total < advice.few_below:
        found.append(Suggestion(None, advice.few_below - total, "few_in_all"))
    elif total < BETTER_FROM:
        found.append(Suggestion(None, BETTER_FROM - total, "more_in_all"))
    return [Suggestion(each.group, min(each.more, room), each.reason) for each in found if room]
