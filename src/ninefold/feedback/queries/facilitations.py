"""A facilitator's cases: what is to be done next in each, in the order in which it is to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ninefold.accounts.models import Role
from ninefold.core.london import closing_instant
from ninefold.core.session_times import opens_at
from ninefold.feedback.models import (
    Assessment,
    AssessmentState,
    Facilitation,
    FacilitationState,
    FacilitatorNote,
    Rater,
    RaterState,
    Report,
    SessionTime,
)
from ninefold.feedback.models.states import BEFORE_CLOSE, RUNNING, UNDER_WAY
from ninefold.feedback.queries.being_closed import assessment_being_closed
from ninefold.feedback.queries.frameworks import framework_of
from ninefold.feedback.queries.grouping import label_to_others


class Step(IntEnum):
    """What is to be done next in a case, in this order: a feedback session that is on comes before all else.

    From `CHOOSING` on it is for somebody else, or not yet.
    """

    OPEN = 1
    MARK_HELD = 2
    ANSWER = 3
    CHECK_LIST = 4
    PREPARE = 5
    OFFER_TIMES = 6
    CHOOSING = 7
    CONFIRMING = 8
    OBJECTED = 9
    CLOSING = 10
    ANSWERING = 11
    SETTING_UP = 12


# Where the button of a step leads, with the number of the case unless it is for all cases; and of any other step.
_PAGES = {
    Step.CHECK_LIST: "feedback:list_check",
    Step.OFFER_TIMES: "feedback:session_times",
    Step.PREPARE: "feedback:preparation",
    Step.OPEN: "feedback:opening",
    Step.MARK_HELD: "feedback:mark_held",
}
_PAGE = "feedback:facilitation"


@dataclass(frozen=True)
class Case:
    """One case as its facilitator meets it: the next step, said in a sentence, with a button that leads there."""

    facilitation: Facilitation
    step: Step
    due: datetime
    time: SessionTime | None
    sentence: str
    button: str
    page: str
    parts: dict[str, int]

    @property
    def waits(self) -> bool:
        """Whether there is nothing for the facilitator to do now."""
        return self.step >= Step.CHOOSING


@dataclass(frozen=True)
class _Known:
    """What the steps of several cases follow from, besides the rows themselves."""

    at: datetime
    free: dict[int, datetime]  # by facilitator, the start of the last time that nobody has picked
    unchecked: set[int]  # 360s with entries that somebody else is to check
    wholly_opened: set[int]  # 360s of whose report nothing is held back


def cases_of(role: Role, at: datetime) -> tuple[list[Case], list[Facilitation]]:
    """The cases that go on, the next to do first, and those that are over, the last first."""
    rows = list(Facilitation.objects.visible_to(role).with_people().order_by("-requested_at", "-pk"))
    going_on = [row for row in rows if _goes_on(row)]
    known = _known(going_on, at)
    cases = [_case(row, known) for row in going_on]
    cases.sort(key=lambda case: (case.step, case.due, case.facilitation.pk))
    return cases, [row for row in rows if row not in going_on]


def case_of(facilitation: Facilitation, at: datetime) -> Case:
    """One case that goes on, with its next step."""
    return _case(facilitation, _known([facilitation], at))


def _goes_on(row: Facilitation) -> bool:
    over = row.state == FacilitationState.COUNTED or row.state not in RUNNING
    return not over and row.assessment.state in UNDER_WAY


def _known(rows: Sequence[Facilitation], at: datetime) -> _Known:
    assessments = [row.assessment_id for row in rows]
    free = SessionTime.objects.free().filter(facilitator__in=[row.facilitator_id for row in rows], starts_at__gt=at)
    waiting = Rater.objects.others().filter(state=RaterState.NOMINATED, checked=False, assessment__in=assessments)
    wholly = Report.objects.filter(assessment__in=assessments, all_opened=True)
    return _Known(
        at=at,
        free=dict(free.order_by("starts_at").values_list("facilitator", "starts_at")),
        unchecked=set(waiting.filter(assessment__check_asked_at__isnull=False).values_list("assessment", flat=True)),
        wholly_opened=set(wholly.values_list("assessment", flat=True)),
    )


def _case(row: Facilitation, known: _Known) -> Case:
    time = getattr(row, "time", None)
    step = _step(row, time, known)
    page = _PAGES.get(step, _PAGE)
    parts = {Step.OFFER_TIMES: {}, Step.CHECK_LIST: {"pk": row.assessment_id}}.get(step, {"pk": row.pk})
    return Case(row, step, _due(row, step, time), time, _sentence(row, step, time), _button(step), page, parts)


def _step(row: Facilitation, time: SessionTime | None, known: _Known) -> Step:
    if row.state == FacilitationState.REQUESTED:
        return Step.ANSWER
    if row.assessment.state in BEFORE_CLOSE and row.assessment_id in known.unchecked:
        return Step.CHECK_LIST
    if row.state == FacilitationState.HELD:
        return Step.CONFIRMING if row.objected_at is None else Step.OBJECTED
    if row.state == FacilitationState.SHARING:
        return Step.MARK_HELD if row.assessment_id in known.wholly_opened else Step.OPEN
    return _step_before_opening(row, time, known)


def _step_before_opening(row: Facilitation, time: SessionTime | None, known: _Known) -> Step:
    if row.assessment.state == AssessmentState.DRAFT:
        return Step.SETTING_UP
    if time is None:
        last = known.free.get(row.facilitator_id)
        can_choose = last is not None and last > row.assessment.ends_at
        return Step.CHOOSING if can_choose else Step.OFFER_TIMES
    if row.assessment.state == AssessmentState.OPEN:
        return Step.ANSWERING if assessment_being_closed(row.assessment, known.at) is None else Step.CLOSING
    opens = opens_at(time.starts_at, settings.REPORT_BEFORE_SESSION_HOURS)
    return Step.OPEN if known.at >= opens else Step.PREPARE


def _due(row: Facilitation, step: Step, time: SessionTime | None) -> datetime:
    """By when the step is to be done, or what stands next in time."""
    if step == Step.ANSWER:
        return closing_instant(row.answer_by)
    if time is not None:
        return time.starts_at
    return row.assessment.ends_at


def _sentence(row: Facilitation, step: Step, time: SessionTime | None) -> str:
    said = {
        Step.ANSWER: _("%(name)s asks you to facilitate their 360. Please answer by %(answer_by)s."),
        Step.CHECK_LIST: _("%(name)s waits for you to look through the list of whom they ask."),
        Step.OFFER_TIMES: _(
            "%(name)s needs a time for the feedback session, and you have offered none after the close."
        ),
        Step.PREPARE: _("The report for %(name)s is ready. The feedback session is on %(when)s."),
        Step.OPEN: _("The feedback session with %(name)s: open the report part by part."),
        Step.MARK_HELD: _("The report is open to %(name)s. When the feedback session is over, mark it as held."),
        Step.CHOOSING: _("%(name)s is to choose one of your times for the feedback session."),
        Step.CONFIRMING: _("%(name)s is asked to confirm that the feedback session was held."),
        Step.OBJECTED: _("%(name)s says that the feedback session was not held as marked. The lead has been told."),
        Step.CLOSING: _("The questionnaire about %(name)s is being closed. The feedback session is on %(when)s."),
        Step.ANSWERING: _(
            "The questionnaire about %(name)s closes on %(closes_on)s. The feedback session is on %(when)s."
        ),
        Step.SETTING_UP: _("%(name)s is setting up their 360."),
    }[step]
    return said % {
        "name": row.assessment.participant.name,
        "answer_by": date_format(row.answer_by, "j F Y"),
        "closes_on": date_format(row.assessment.closes_on, "j F Y"),
        "when": "" if time is None else date_format(timezone.localtime(time.starts_at), "l j F Y, H:i"),
    }


def _button(step: Step) -> str:
    words = {
        Step.ANSWER: _("Answer the request"),
        Step.CHECK_LIST: _("Check the list"),
        Step.OFFER_TIMES: _("Offer times"),
        Step.PREPARE: _("Prepare"),
        Step.OPEN: _("Open the report"),
        Step.MARK_HELD: _("Mark as held"),
    }
    return words.get(step, _("See the case"))


def rater_groups(facilitation: Facilitation) -> list[tuple[str, list[str]]]:
    """Whom the participant asks, by group, to advise on: the label of each group and the names in it."""
    raters = facilitation.assessment.raters.others().standing().order_by("name")
    named: dict[str, list[str]] = {}
    for group, name in raters.values_list("group", "name"):
        named.setdefault(group, []).append(name)
    return [
        (label_to_others(group), named[group.id])
        for group in framework_of(facilitation.assessment).groups
        if group.id in named
    ]


def notes_on(facilitation: Facilitation) -> FacilitatorNote | None:
    """The facilitator's own notes on a case, if there are any."""
    return FacilitatorNote.objects.filter(facilitation=facilitation).first()


def opened_parts(assessment: Assessment) -> list[str]:
    """The parts of a report that are open to its participant, in order."""
    opened: list[str] = Report.objects.values_list("sections_opened", flat=True).get(assessment=assessment)
    return opened
