"""What a 360 waits for, and whom, in words for its lead. Worked out from its states alone, never from answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ninefold.feedback.models import Assessment, AssessmentState, Facilitation, FacilitationState
from ninefold.feedback.models.states import BEFORE_CLOSE, RUNNING, TAKEN_ON
from ninefold.feedback.queries.being_closed import assessment_being_closed


@dataclass(frozen=True)
class Waiting:
    """Somebody who has something to do next, and what. `mine`: it is the lead who reads this."""

    who: str
    what: str
    mine: bool = False


def waiting_for(
    assessment: Assessment, facilitation: Facilitation | None, found: set[str], at: datetime
) -> tuple[Waiting, ...]:
    """Everything that this 360 waits for, the lead's own part first. `found`: what waits for a lead, by its name."""
    for_lead = [Waiting(_("You"), said, mine=True) for name, said in _for_lead().items() if name in found]
    running = facilitation if facilitation is not None and facilitation.state in RUNNING else None
    ask = {
        AssessmentState.DRAFT: _of_draft,
        AssessmentState.OPEN: _of_open if assessment_being_closed(assessment, at) is None else _of_closing,
        AssessmentState.CLOSED: _of_report,
        AssessmentState.OPENED: _of_report,
    }.get(AssessmentState(assessment.state), _nothing)
    return (*for_lead, *_of_list(assessment, running), *ask(assessment, running))


Ask = Callable[[Assessment, Facilitation | None], Iterator[Waiting]]


def _for_lead() -> dict[str, str]:
    return {
        "check": _("look at the list of colleagues"),
        "address": _("correct an address, if the participant does not"),
        "letter": _("print a letter and hand it over"),
        "facilitator": _("ask a facilitator, if the participant does not"),
        "late": _("ask what keeps the feedback session"),
        "objection": _("settle whether the feedback session was held"),
    }


def _nothing(_assessment: Assessment, _running: Facilitation | None) -> Iterator[Waiting]:
    yield from ()


def _of_list(assessment: Assessment, running: Facilitation | None) -> Iterator[Waiting]:
    """The check of a list that was asked for, where a facilitator has it, and changes that somebody wants."""
    if assessment.state not in BEFORE_CLOSE:
        return
    is_open, asked = assessment.state == AssessmentState.OPEN, assessment.check_asked_at is not None
    if is_open and asked and running is not None and running.state in TAKEN_ON:
        yield Waiting(running.facilitator.name, _("look at the list of colleagues"))
    if assessment.changes_wanted:
        yield Waiting(assessment.participant.name, _("change the list of colleagues, as was asked"))


def _of_draft(assessment: Assessment, _running: Facilitation | None) -> Iterator[Waiting]:
    """Of a draft is told that it is there: whom its participant has asked to facilitate is theirs until the start."""
    yield Waiting(assessment.participant.name, _("set it up and start it"))


def _of_open(assessment: Assessment, running: Facilitation | None) -> Iterator[Waiting]:
    yield Waiting(_("Everybody asked"), _("answer until %(day)s") % {"day": date_format(assessment.closes_on, "j F")})
    if running is None:
        yield Waiting(assessment.participant.name, _("choose a facilitator"))
    yield from _answer(running)


def _of_closing(assessment: Assessment, running: Facilitation | None) -> Iterator[Waiting]:
    yield Waiting(_("This site"), _("work out what was answered"))
    if running is None:
        yield Waiting(assessment.participant.name, _("choose a facilitator"))
    yield from _answer(running)


def _answer(running: Facilitation | None) -> Iterator[Waiting]:
    if running is not None and running.state == FacilitationState.REQUESTED:
        by = date_format(running.answer_by, "j F")
        yield Waiting(running.facilitator.name, _("accept or decline by %(day)s") % {"day": by})


def _of_report(assessment: Assessment, running: Facilitation | None) -> Iterator[Waiting]:
    """After the close: the way to the feedback session, and whether it was held."""
    participant = assessment.participant.name
    if running is None:
        yield Waiting(participant, _("choose a facilitator"))
        return
    facilitator = running.facilitator.name
    both = _("%(one)s and %(other)s") % {"one": facilitator, "other": participant}
    held = running.state == FacilitationState.HELD and running.objected_at is None
    steps = {
        FacilitationState.ACCEPTED: Waiting(both, _("arrange the feedback session")),
        FacilitationState.ARRANGED: Waiting(both, _("meet in the feedback session")),
        FacilitationState.SHARING: Waiting(facilitator, _("mark the feedback session as held")),
    }
    yield from _answer(running)
    if held:
        yield Waiting(participant, _("confirm that the feedback session was held"))
    elif FacilitationState(running.state) in steps:
        yield steps[FacilitationState(running.state)]
