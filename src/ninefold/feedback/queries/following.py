"""What there is to do after a report was opened, in order, and what of it is done."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ninefold.feedback.models import Assessment
from ninefold.feedback.queries.comparisons import earlier_of
from ninefold.feedback.queries.goals import goals_of
from ninefold.feedback.queries.pulses import possible_on, pulse_of

State = Literal["done", "now", "todo", "wait", "later"]


@dataclass(frozen=True)
class Step:
    """Something to do: the name of its page, how far it is, and a word on it."""

    page: str
    text: str
    state: State
    hint: str


def steps_after(assessment: Assessment, today: date) -> list[Step]:
    """The steps of a participant whose report was opened."""
    goals = goals_of(assessment)
    thanked = assessment.thanked_at is not None
    steps = [
        Step("feedback:goals", _("Set one to three goals"), "done" if goals else "now", _goals_hint(len(goals))),
        Step(
            "feedback:thanks",
            _("Thank everybody who was invited"),
            "done" if thanked else "now" if goals else "later",
            "" if thanked else _("Once, in your own words, with the goals that you choose to share."),
        ),
        _pulse(assessment, today),
    ]
    if earlier_of(assessment, same_version=False) is not None:
        text = _("Look at your earlier 360 beside this one")
        steps.append(Step("feedback:beside", text, "now", _("A change is stated only where the figures settle it.")))
    return steps


def _goals_hint(count: int) -> str:
    if not count:
        return _("People change when they choose few, tell somebody, and look again.")
    return _("You have %(count)s of them.") % {"count": count} if count > 1 else _("You have one.")


def _pulse(assessment: Assessment, today: date) -> Step:
    text, page = _("Ask how it is going"), "feedback:pulse"
    pulse, first = pulse_of(assessment), possible_on(assessment)
    if pulse is not None:
        closes_on = date_format(pulse.closes_on, "j F Y")
        if pulse.closed_at is None:
            return Step(page, text, "wait", _("Colleagues can answer until %(day)s.") % {"day": closes_on})
        return Step(page, text, "done", _("Read what they said together."))
    if today < first:
        return Step(page, text, "later", _("From %(day)s, three months on.") % {"day": date_format(first, "j F Y")})
    return Step(page, text, "now", _("Three months have passed: a short question to everybody you asked."))
