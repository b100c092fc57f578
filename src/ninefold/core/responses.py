"""What people answered: held in memory from a file or an open questionnaire until it is disclosed.

Nothing that draws a report may import this module; what may be shown of it is `core.shown.Shown`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ninefold.core.framework.model import Framework, Group, Question


@dataclass(frozen=True, slots=True)
class Response:
    """One person's questionnaire. A question without an answer, or without a chance to observe, is not in it."""

    group: str
    ratings: Mapping[str, int]
    comments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """All responses to one form of a framework.

    `asked` is how many people of each group were invited, or None for a file, which does not say:
    there the groups that occur count as invited.
    """

    framework: Framework
    form: str
    responses: tuple[Response, ...]
    asked: Mapping[str, int] | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the form, in the order of the questionnaire."""
        return self.framework.form(self.form)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups that were invited, in the framework's order. Who answered was invited."""
        invited = {response.group for response in self.responses}
        invited |= {group for group, people in (self.asked or {}).items() if people}
        return tuple(group for group in self.framework.groups if group.id in invited)
