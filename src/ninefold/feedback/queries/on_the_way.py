"""Where a participant is on the way from the start of a 360 to the feedback session: what is done, what is next.

Nothing here knows who has answered: it follows from the states of a 360 and its facilitation, and from one's own part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ninefold.feedback.models import Assessment, AssessmentState, Facilitation, FacilitationState, SessionTime
from ninefold.feedback.models.states import TAKEN_ON
from ninefold.feedback.queries.following import Step


def steps_on_the_way(
    assessment: Assessment,
    facilitation: Facilitation | None,
    time: SessionTime | None,
    *,
    own_part: bool,
    being_closed: bool = False,
) -> list[Step]:
    """The steps of a 360 that is open, or closed and not yet opened.

    `own_part`: whether one's own part was sent; `being_closed`: whether its last day is over.
    """
    if assessment.state == AssessmentState.OPEN:
        colleagues = _colleagues(assessment, being_closed=being_closed)
        steps = [*_while_open(assessment, own_part=own_part), _facilitator(facilitation), colleagues]
    else:
        day = _day(assessment.closed_at) if assessment.closed_at is not None else ""
        closed = _("Closed on %(day)s. What each person answered is deleted.") % {"day": day} if day else ""
        steps = [Step("", _("Colleagues have answered"), "done", closed), _facilitator(facilitation)]
    steps += [_feedback_session(assessment, facilitation, time), _goals()]
    return _one_now(steps)


def _while_open(assessment: Assessment, *, own_part: bool) -> list[Step]:
    wishes = bool(assessment.why_now or assessment.to_learn or assessment.from_the_session)
    started = "" if assessment.started_at is None else _day(assessment.started_at)
    return [
        Step("", _("Set up and started"), "done", started),
        Step(
            "feedback:wants",
            _("Say what you want from it"),
            "done" if wishes else "now",
            _("Your facilitator reads it. You can change it until the report is opened."),
        ),
        Step(
            "feedback:own_part",
            _("Answer your own part"),
            "done" if own_part else "now",
            _("Sent. You can look at it and change it until the close.")
            if own_part
            else _("The report sets it beside what colleagues say. It counts only if you send it before the close."),
        ),
    ]


def _facilitator(facilitation: Facilitation | None) -> Step:
    page, text = "feedback:choose_facilitator", _("Choose a facilitator")
    if facilitation is None:
        return Step(page, text, "now", _("Somebody who prepares the report and opens it for you."))
    told = {"name": facilitation.facilitator.name, "day": date_format(facilitation.answer_by, "j F Y")}
    if facilitation.state == FacilitationState.REQUESTED:
        return Step(page, text, "wait", _("%(name)s has been asked and can answer until %(day)s.") % told)
    if facilitation.state in TAKEN_ON:
        return Step(page, text, "done", _("%(name)s facilitates your 360.") % told)
    said = {
        FacilitationState.DECLINED: _("%(name)s could not take it on. Choose somebody else."),
        FacilitationState.LAPSED: _("%(name)s has not answered in time. Choose somebody else, or ask again."),
    }
    return Step(page, text, "now", said.get(FacilitationState(facilitation.state), "") % told)


def _colleagues(assessment: Assessment, *, being_closed: bool) -> Step:
    day = date_format(assessment.closes_on, "j F Y")
    said = _("Until the end of %(day)s. Whoever has not answered is reminded each week by itself.") % {"day": day}
    return Step("", _("Colleagues answer"), "wait", _("The last day is over.") if being_closed else said)


def _feedback_session(assessment: Assessment, facilitation: Facilitation | None, time: SessionTime | None) -> Step:
    text = _("Explore the report in the feedback session")
    if facilitation is None or facilitation.state not in TAKEN_ON:
        return Step("", text, "later", _("About two hours, with your facilitator. There you first see the report."))
    page, name = "feedback:feedback_session", facilitation.facilitator.name
    if time is not None:
        when = date_format(localtime(time.starts_at), "l j F Y, H:i")
        return Step(page, text, "wait", _("%(when)s, with %(name)s.") % {"when": when, "name": name})
    if assessment.state == AssessmentState.OPEN:
        said = _("About two hours, with %(name)s, after the close. Choose a time as soon as one is offered.")
        return Step(page, text, "later", said % {"name": name})
    said = _("About two hours, with %(name)s. Choose a time as soon as one is offered.")
    return Step(page, text, "now", said % {"name": name})


def _goals() -> Step:
    said = _("After the feedback session. Three months later you can ask how it is going.")
    return Step("", _("Set one to three goals"), "later", said)


def _one_now(steps: Iterable[Step]) -> list[Step]:
    """The same steps, of which only the first that can be done is to be done now; the others can be done as well."""
    found: list[Step] = []
    for step in steps:
        first = all(each.state != "now" for each in found)
        found.append(step if step.state != "now" or first else replace(step, state="todo"))
    return found


def _day(at: datetime) -> str:
    return date_format(localtime(at), "j F Y")
