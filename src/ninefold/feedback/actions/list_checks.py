"""The check of a list of raters by somebody other than the participant, before an invitation leaves."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Person
from ninefold.accounts.policies import By
from ninefold.accounts.queries import roles_held
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.rater_lists import invite_again
from ninefold.feedback.actions.starting import invite_raters, lock_assessment
from ninefold.feedback.emails import assessments as emails
from ninefold.feedback.models import Assessment, AssessmentState, Facilitation, RaterState
from ninefold.feedback.models.assessments import LONGEST_WISH
from ninefold.feedback.models.states import BEFORE_CLOSE
from ninefold.feedback.policies import check_can_check_list, check_can_set_up, leads
from ninefold.feedback.queries.leads import leads_of
from ninefold.feedback.queries.rater_lists import mark_of_list

ASK_AGAIN = timedelta(days=3)


def checkers_of(assessment: Assessment) -> list[Person]:
    """Who is asked to look at the list: the facilitator who accepted, else who leads the programme or the place."""
    taken_on = Facilitation.objects.taken_on().filter(assessment=assessment).select_related("facilitator").first()
    if taken_on is not None:
        return [taken_on.facilitator]
    people = leads_of(assessment)
    return [person for person in people if any(leads(role, assessment) for role in roles_held(person))]


@transaction.atomic
def ask_for_check(*, assessment: Assessment, by: By, at: datetime) -> None:
    """Ask somebody else to look at the list. To ask again sends a second mail only after three days without a look."""
    check_can_set_up(by, assessment)
    locked = _lock(assessment)
    unchecked = locked.raters.others().standing().filter(checked=False).count()
    if not unchecked:
        raise NinefoldError(_("Nothing on the list waits for a check."))
    if locked.check_asked_at is not None and at - locked.check_asked_at < ASK_AGAIN:
        return
    checkers = checkers_of(locked)
    if not checkers:
        raise NinefoldError(_("There is nobody yet who can check the list. Choose a facilitator first."))
    locked.check_asked_at, locked.changes_wanted = at, ""
    locked.save(update_fields=["check_asked_at", "changes_wanted"])
    for checker in checkers:
        post(to=checker.email, mail=emails.check_wanted(locked, checker), at=at)
    record(by=by, at=at, what="ask for check", on=locked)
    assessment.refresh_from_db()


@transaction.atomic
def approve_list(*, assessment: Assessment, by: By, at: datetime, seen: str | None = None) -> None:
    """Agree to everybody on the list; in an open 360 those who waited are invited. To agree twice is to agree once.

    `seen` is the mark of the list that was read: if it has changed since, it is to be read again.
    """
    check_can_check_list(by, assessment)
    locked = _lock(assessment)
    waiting = list(locked.raters.others().standing().filter(checked=False).order_by("pk"))
    if not waiting:
        return
    if seen is not None and seen != mark_of_list(locked):
        raise NinefoldError(_("The list was changed after you opened this page. Look at it again before you agree."))
    locked.raters.filter(pk__in=[rater.pk for rater in waiting]).update(checked=True)
    locked.check_asked_at, locked.changes_wanted = None, ""
    locked.save(update_fields=["check_asked_at", "changes_wanted"])
    if locked.state == AssessmentState.OPEN:
        for rater in waiting:
            if rater.state == RaterState.BOUNCED:
                rater.checked = True
                invite_again(rater, locked, at)
        invite_raters(assessment=locked, at=at)
    post(to=locked.participant.email, mail=emails.list_approved(locked), at=at)
    record(by=by, at=at, what="approve list", on=locked, count=str(len(waiting)))
    assessment.refresh_from_db()


@transaction.atomic
def want_changes(*, assessment: Assessment, text: str, by: By, at: datetime) -> None:
    """Ask the participant to change the list, and say what. To ask for the same twice is to ask once."""
    check_can_check_list(by, assessment)
    locked = _lock(assessment)
    said = text.replace("\0", "").strip()
    if not said or len(said) > LONGEST_WISH:
        raise NinefoldError(_("Say in up to %(most)s characters what should be changed.") % {"most": LONGEST_WISH})
    if locked.changes_wanted == said:
        return
    if not locked.raters.others().standing().filter(checked=False).exists():
        raise NinefoldError(_("Everybody on the list has been agreed to, so no changes can be asked for."))
    locked.check_asked_at, locked.changes_wanted = None, said
    locked.save(update_fields=["check_asked_at", "changes_wanted"])
    post(to=locked.participant.email, mail=emails.changes_wanted(locked), at=at)
    record(by=by, at=at, what="want changes", on=locked)
    assessment.refresh_from_db()


def _lock(assessment: Assessment) -> Assessment:
    """The 360, locked, if its list can be checked still."""
    locked = lock_assessment(assessment)
    if locked.state not in BEFORE_CLOSE:
        raise NinefoldError(_("The questionnaire is closed, so the list is not checked any more."))
    return locked
