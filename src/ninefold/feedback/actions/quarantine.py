"""Withholding a comment: a facilitator asks, the data protection officer opens it and decides, and may decide anew.

A comment is never changed or deleted, and none of it goes into a mail or the trail. Decision 0010 tells why a concern
comes first.
"""

from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Role
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.cases import lock_case
from ninefold.feedback.emails import quarantine as emails
from ninefold.feedback.models import Facilitation, QuarantineCase
from ninefold.feedback.policies import check_is_facilitator, check_is_officer
from ninefold.feedback.queries.quarantine import PlacedComment, comment_at, concerns_about, officers_of


class Purpose(StrEnum):
    """What an officer opens a withheld or doubted comment for."""

    DECIDE = "decide"
    COMPLAINT = "complaint"
    CONCERN = "concern"
    LAW = "law"


class ConcernFirstError(NinefoldError):
    """The comment tells of harm, and nobody has passed that on."""


@transaction.atomic
def ask_to_look(
    *, facilitation: Facilitation, place: int, ground: QuarantineCase.Ground, by: Role, at: datetime
) -> QuarantineCase:
    """Ask the data protection officers to look at one comment. Asked again after it was left, it is looked at anew."""
    check_is_facilitator(by, facilitation)
    assessment = lock_case(facilitation).assessment  # so that of two who ask at once, the second is told so
    told = officers_of(assessment, besides=by.person_id)
    if not told:
        raise NinefoldError(
            _("Nobody is data protection officer there at present. Ask whoever runs this site to name somebody.")
        )
    if comment_at(assessment, place) is None:
        raise NinefoldError(_("There is no such comment in this report."))
    known = QuarantineCase.objects.select_for_update().filter(assessment=assessment, place=place).first()
    if known is not None and known.state != QuarantineCase.State.LEFT:
        raise NinefoldError(_("It has been asked already. What was decided appears here, and you get a mail."))
    case = known or QuarantineCase(assessment=assessment, place=place)
    case.ground, case.state, case.asked_by, case.asked_at = ground, QuarantineCase.State.ASKED, by.person, at
    case.save()
    record(by=by, at=at, what="ask to look at comment", on=case, kind=ground.value)
    for officer in told:
        post(to=officer.email, mail=emails.comment_to_look_at(case, officer), at=at)
    return case


@transaction.atomic
def open_comment(*, case: QuarantineCase, purpose: Purpose, by: Role, at: datetime) -> PlacedComment:
    """The comment that a case is about, for the officer alone. That it was opened, and what for, is in the trail."""
    check_is_officer(by, case)
    comment = comment_at(case.assessment, case.place)
    if comment is None:
        raise NinefoldError(_("The report with this comment is not there any more."))
    record(by=by, at=at, what="open comment", on=case, reason=purpose.value)
    return comment


@transaction.atomic
def withhold(
    *, case: QuarantineCase, ground: QuarantineCase.Ground, reason: str, tells_of_harm: bool, by: By, at: datetime
) -> None:
    """Show the comment to nobody but data protection officers who open it.

    `tells_of_harm`: it tells of danger, a breach of policy or a crime. Raises ConcernFirstError where nobody has passed
    that on; who has been told of a concern about this report is told that a comment of it is withheld.
    """
    row = _locked(case, by)
    concerns = concerns_about(row.assessment)
    if tells_of_harm and not concerns:
        raise ConcernFirstError(
            _(
                "It tells of danger, a breach of policy or a crime, and nobody has passed that on. Ask the facilitator "
                "to pass on the concern first, and withhold the comment then."
            )
        )
    row.ground = ground
    _decide(row, QuarantineCase.State.WITHHELD, reason, by, at)
    record(by=by, at=at, what="withhold comment", on=row, reason=ground.value)
    for person in {
        concern.told_id: concern.told for concern in concerns if concern.told_id != row.decided_by_id
    }.values():
        post(to=person.email, mail=emails.comment_withheld_after_concern(row, person), at=at, any_hour=True)


@transaction.atomic
def leave_as_it_is(*, case: QuarantineCase, reason: str, by: By, at: datetime) -> None:
    """Show the comment as it was written, or show it again."""
    row = _locked(case, by)
    _decide(row, QuarantineCase.State.LEFT, reason, by, at)
    record(by=by, at=at, what="show comment", on=row)


def _locked(case: QuarantineCase, by: By) -> QuarantineCase:
    """The row as it is now, if this officer may decide on it."""
    check_is_officer(by, case)
    rows = QuarantineCase.objects.select_for_update(of=("self",)).with_places()
    return rows.get(pk=case.pk)


def _decide(row: QuarantineCase, state: QuarantineCase.State, reason: str, by: By, at: datetime) -> None:
    said = reason.strip()
    if not said:
        raise NinefoldError(_("Say why: the facilitator reads it."))
    assert isinstance(by, Role)  # an officer is one
    row.state, row.reason, row.decided_by, row.decided_at = state, said, by.person, at
    row.save()
    post(to=row.asked_by.email, mail=emails.comment_decided(row), at=at)
