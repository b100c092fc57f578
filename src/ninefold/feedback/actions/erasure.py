"""Erasing somebody at their own wish, from everything that is held of them, in one transaction or not at all."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.actions.afterwards import forget_learning
from ninefold.academy.actions.bookings import give_up_all
from ninefold.academy.actions.directory import forget_in_the_directory
from ninefold.academy.actions.interest import drop_interest
from ninefold.academy.actions.register_erasure import forget_on_register
from ninefold.accounts.actions.erasure import drop_mail_to, end_sessions_of, erase_account
from ninefold.accounts.actions.trail import forget_in_the_trail, record
from ninefold.accounts.policies import By, check_can_erase
from ninefold.core.errors import NinefoldError
from ninefold.core.lifecycles import ASSESSMENT, AssessmentState, check_move
from ninefold.feedback.actions.closing import cancel_assessment
from ninefold.feedback.actions.putting_away import empty, remove_unless_a_session_counts
from ninefold.feedback.actions.starting import lock_assessment
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import (
    Assessment,
    Facilitation,
    FacilitatorNote,
    HelpRequest,
    Rater,
    RaterState,
    SelfAssessment,
    SessionTime,
)
from ninefold.feedback.models.states import BEFORE_CLOSE
from ninefold.feedback.queries.erasure import Held, held_of, obstacles
from ninefold.feedback.queries.open_answers import MOVED_TO, delete_all_told, read_told, seal_of

_ARCHIVABLE = (AssessmentState.CLOSED, AssessmentState.OPENED)


@transaction.atomic
def erase(*, email: str, by: By, at: datetime) -> None:
    """Erase whoever has this address. Raises NinefoldError where there is nobody, or something stands in the way."""
    check_can_erase(by)
    held = held_of(email)
    if held.nowhere:
        raise NinefoldError(_("Nothing is held of anybody with the address “%(address)s”.") % {"address": email})
    if in_the_way := obstacles(held):
        raise NinefoldError(" ".join(in_the_way))
    for assessment in held.own:
        _erase_own(assessment, by, at)
    addresses = {*held.addresses}
    for rater in list(held.on_lists):
        addresses |= _erase_from_list(rater, by, at)
    for goal in held.supported:
        goal.supporter_name = goal.supporter_email = ""
        goal.save(update_fields=["supporter_name", "supporter_email"])
    for interest in held.interests:
        drop_interest(interest)
    forget_in_the_directory(held.person, addresses)
    _erase_facilitating(held)
    forget_in_the_trail(held.person, addresses)
    drop_mail_to(addresses)
    end_sessions_of(held.person, addresses)
    if held.person is not None:
        give_up_all(person=held.person, by=by, at=at)
        forget_learning(held.person)
        forget_on_register(held.person)
        SelfAssessment.objects.filter(person=held.person).delete()
        HelpRequest.objects.filter(participant=held.person).delete()
        erase_account(person=held.person, by=by, at=at)


def _erase_own(assessment: Assessment, by: By, at: datetime) -> None:
    """One 360 about them: cancelled if it goes on, emptied, and deleted unless the register needs it."""
    if assessment.state in BEFORE_CLOSE:
        cancel_assessment(assessment=assessment, by=by, at=at)
    locked = lock_assessment(assessment)
    if locked.state in _ARCHIVABLE:
        locked.state = check_move(ASSESSMENT, "archive", AssessmentState(locked.state))
        locked.save(update_fields=["state"])
    empty(locked)
    record(by=by, at=at, what="erase", on=locked)
    remove_unless_a_session_counts(locked)


def _erase_from_list(rater: Rater, by: By, at: datetime) -> set[str]:
    """One place on the list of somebody else. The result: addresses of their own that they had mail moved to.

    Who was asked before the close and has not opened the invitation is taken off the list. Any other row stays without
    a name, and answers are not touched, for a figure that drops as a name goes would tell that they had answered: their
    link takes answers back until the close.
    """
    rater.assessment = lock_assessment(rater.assessment)
    record(by=by, at=at, what="erase", on=rater)
    moved_to = _forget_moved_to(rater)
    unopened = Rater.objects.filter(pk=rater.pk).exclude(state=RaterState.OPENED)
    if rater.assessment.state in BEFORE_CLOSE and unopened.delete()[0]:
        return moved_to
    # Without an address, and with another number, no letter is printed for them.
    rater.name, rater.email, rater.mailbox, rater.letter_hash = _("Erased person"), "", "", None
    rater.link_number += 1
    rater.save(update_fields=["name", "email", "mailbox", "letter_hash", "link_number"])
    return moved_to


def _forget_moved_to(rater: Rater) -> set[str]:
    """Delete the address of their own that they had mail moved to, and give it."""
    secret = find_secret(rater.assessment.key_name)
    if secret is None:
        return set()
    told = read_told(seal_of(rater), (MOVED_TO,)).get(MOVED_TO, "")
    delete_all_told([rater], (MOVED_TO,), secret)
    return {told.lower()} if told else set()


def _erase_facilitating(held: Held) -> None:
    """What somebody wrote and offered as a facilitator; their part in each case stays."""
    if held.person is None:
        return
    FacilitatorNote.objects.filter(facilitation__facilitator=held.person).delete()
    SessionTime.objects.filter(facilitator=held.person).delete()
    Facilitation.objects.filter(facilitator=held.person).update(first_talk="")
