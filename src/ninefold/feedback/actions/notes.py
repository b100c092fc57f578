"""A facilitator's own notes on a case. The participant may ask to read them; half a year after, they are gone."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.trail import record
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.feedback.actions.cases import DELETE_NOTES, NOTES_KEPT, THE_PROGRAM, lock_case
from ninefold.feedback.actions.due import plan
from ninefold.feedback.models import Assessment, Facilitation, FacilitatorNote
from ninefold.feedback.policies import check_is_facilitator

LONGEST_NOTES = 20_000


@transaction.atomic
def write_notes(*, facilitation: Facilitation, text: str, by: By, at: datetime) -> None:
    """Keep what the facilitator wrote in place of what they wrote before."""
    check_is_facilitator(by, facilitation)
    case = lock_case(facilitation)
    said = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(said) > LONGEST_NOTES:
        raise NinefoldError(_("Notes have up to %(most)s characters.") % {"most": LONGEST_NOTES})
    gone_at = None if case.held_at is None else case.held_at + NOTES_KEPT
    if gone_at is not None and gone_at <= at:
        raise NinefoldError(_("The feedback session was half a year ago: notes on it are no longer kept."))
    delete_on = None if gone_at is None else london_date(gone_at)
    FacilitatorNote.objects.update_or_create(facilitation=case, defaults={"text": said, "delete_on": delete_on})
    if gone_at is not None:
        plan(DELETE_NOTES, case.assessment, gone_at, case.pk)
    record(by=by, at=at, what="write notes", on=case)


@transaction.atomic
def delete_notes(assessment: Assessment, number: int, at: datetime) -> None:
    """Delete the notes on a case whose time is over."""
    notes = FacilitatorNote.objects.filter(facilitation=number, facilitation__assessment=assessment)
    for note in notes.filter(delete_on__lte=london_date(at)).select_related("facilitation"):
        record(by=THE_PROGRAM, at=at, what="delete notes", on=note.facilitation)
        note.delete()
