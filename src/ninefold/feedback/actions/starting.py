"""Starting a 360, and what the participant can do while it is open. Nothing here knows who has answered, or tells."""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.lifecycles import ASSESSMENT, AssessmentState, check_move
from ninefold.core.london import london_date
from ninefold.core.timetable import ENOUGH_ANSWERS, EXTENSION
from ninefold.feedback.actions.mailings import tell_moved_date
from ninefold.feedback.actions.session_times import call_off_before_close
from ninefold.feedback.actions.timetable import plan_open_days
from ninefold.feedback.emails.invitations import invitation
from ninefold.feedback.keys.custody import find_secret, make_secret
from ninefold.feedback.models import Assessment, Rater, RaterState
from ninefold.feedback.policies import check_can_keep_going, check_is_participant
from ninefold.feedback.queries.raters import hash_of, hash_of_code, letter_code_of, link_of


class NotReadyError(NinefoldError):
    """Something is missing before the 360 can be started; the text says what."""


@transaction.atomic
def start_assessment(*, assessment: Assessment, by: By, at: datetime) -> None:
    """Open the questionnaire and invite everybody on the list. Raises NotReadyError with what is missing.

    To start twice is to start once: the second finds it open.
    """
    check_is_participant(by, assessment)
    locked = lock_assessment(assessment)
    if locked.state == AssessmentState.OPEN:
        return
    locked.state = check_move(ASSESSMENT, "start", AssessmentState(locked.state))
    _check_ready(locked, at)
    # Before the first row that is sealed with it; if this transaction fails, the draft keeps a key for another time.
    make_secret(locked.key_name)
    locked.started_at, locked.minimum, locked.comment_writers = at, 3, 5
    locked.save(update_fields=["state", "started_at", "minimum", "comment_writers"])
    invite_raters(assessment=locked, at=at)
    plan_open_days(locked, at)
    record(by=by, at=at, what="start", on=locked, closes_on=locked.closes_on.isoformat())
    assessment.refresh_from_db()


def invite_raters(*, assessment: Assessment, at: datetime) -> int:
    """Invite everybody on the list of an open 360 who may be invited and was not; how many. Not a door by itself."""
    waiting = assessment.raters.others().filter(state=RaterState.NOMINATED, checked=True).select_for_update()
    raters = list(waiting.order_by("pk"))
    for rater in raters:
        rater.assessment = assessment
        send_invitation(rater=rater, at=at)
    return len(raters)


def send_invitation(*, rater: Rater, at: datetime) -> None:
    """Give a rater their link and write it to them; who has no address gets a letter with a code instead."""
    secret = find_secret(rater.assessment.key_name)
    if secret is None:
        raise NinefoldError(_("This questionnaire is closed, and nobody else can be invited."))
    link = link_of(secret, rater)
    rater.state, rater.link_hash = RaterState.INVITED, hash_of(link)
    if not rater.email:
        rater.letter_hash = hash_of_code(letter_code_of(secret, rater))
    rater.save(update_fields=["state", "link_hash", "letter_hash"])
    if rater.email:
        post(to=rater.email, mail=invitation(rater, link, at), at=at, lock=rater.assessment.key_name)


@transaction.atomic
def extend(*, assessment: Assessment, by: By, at: datetime) -> None:
    """Move the closing date by 14 days, once. Everybody who was asked is told, whether they have answered or not."""
    check_can_keep_going(by, assessment)
    locked = lock_assessment(assessment)
    check_move(ASSESSMENT, "extend", AssessmentState(locked.state))
    if locked.extended:
        raise NinefoldError(
            _("The closing date was moved once already, to %(day)s; once is the most.")
            % {"day": date_format(locked.closes_on, "j F Y")}
        )
    move_close(locked, to=locked.closes_on + EXTENSION, by=by, at=at)
    assessment.refresh_from_db()


def move_close(assessment: Assessment, *, to: date, by: By, at: datetime) -> None:
    """Use up the one extension of a locked 360, with all that follows from another closing date. Not a door itself."""
    assessment.extended, assessment.closes_on = True, to
    assessment.save(update_fields=["extended", "closes_on"])
    plan_open_days(assessment, at)
    tell_moved_date(assessment, at)
    call_off_before_close(assessment, at)
    record(by=by, at=at, what="extend", on=assessment, closes_on=to.isoformat())


def lock_assessment(assessment: Assessment) -> Assessment:
    """The row of a 360 as it is now, kept from other changes until this one is made."""
    return Assessment.objects.with_people().select_for_update(of=("self",)).get(pk=assessment.pk)


def _check_ready(assessment: Assessment, at: datetime) -> None:
    """Raise NotReadyError if the list is empty or not checked, or the closing date is not ahead."""
    if assessment.closes_on <= london_date(at):
        raise NotReadyError(_("The closing date has passed. Choose a later one."))
    raters = list(assessment.raters.others().standing())
    if len(raters) < ENOUGH_ANSWERS:
        raise NotReadyError(
            _("A report needs the answers of at least %(enough)s people besides you, and %(count)s are on the list.")
            % {"enough": ENOUGH_ANSWERS, "count": len(raters)}
        )
    unchecked = sum(not rater.checked for rater in raters)
    if unchecked:
        raise NotReadyError(
            _("The list is still to be checked by somebody else: it has %(count)s entries that were not agreed yet.")
            % {"count": unchecked}
        )
