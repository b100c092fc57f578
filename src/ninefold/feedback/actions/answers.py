"""What a rater does with their questionnaire. Nothing here is recorded anywhere: it is theirs until the close.

Nobody is told who does any of it, and nothing beside what they tell is kept: no time, no address, no order.
"""

from collections.abc import Mapping

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.core.errors import NinefoldError
from ninefold.core.framework.model import SELF, Question
from ninefold.core.sealing import Seal
from ninefold.feedback.actions.sealed_writing import Taking, write_sealed
from ninefold.feedback.keys.custody import find_secret, make_secret
from ninefold.feedback.models import Assessment, AssessmentState, Rater, RaterState
from ninefold.feedback.queries.frameworks import framework_of, questions_asked
from ninefold.feedback.queries.open_answers import (
    CANNOT_RATE,
    CODE,
    DECLINED,
    MOVED_TO,
    SENT,
    STANDING,
    AnsweringEndedError,
    read_told,
    seal_of,
)
from ninefold.feedback.queries.raters import hash_of, link_of

LONGEST_COMMENT = 4_000
# How the 360 of a rater is found to take answers: open, or for the participant's own part being set up.
_TAKES = "asked.id = %s AND asked.state IN (%s, %s)"


class GroupFrozenError(NinefoldError):
    """Whoever has answered stays in the group they answered in."""


def save_answers(*, rater: Rater, given: Mapping[str, str]) -> None:
    """Keep what a rater answered, by the codes of questions: a point of the scale, “-” for cannot rate, or a comment.

    Raises NinefoldError for what is no answer to its question, and AnsweringEndedError after the close.
    """
    asked = questions_asked(rater.assessment)
    for code, answer in given.items():
        check_answer(asked.get(code), answer)
    long = {code for code, question in asked.items() if question.scale is None}
    _write(rater, {code: _tidy(answer) for code, answer in given.items()}, long=long)


def send_answers(*, rater: Rater) -> None:
    """Count this rater's answers at the close. To send twice is to send once."""
    _write(rater, {STANDING: SENT})


def take_back(*, rater: Rater) -> None:
    """Leave this rater's answers out unless they are sent again; also for who declined and thinks otherwise."""
    _write(rater, {STANDING: ""})


def decline(*, rater: Rater) -> None:
    """Note that this rater does not want to answer: no reminder comes, and nobody is told."""
    _write(rater, {STANDING: DECLINED})


def lock_with_code(*, rater: Rater, code: str) -> None:
    """Ask for these four digits when the link is opened elsewhere; none with an empty one."""
    if code and not (code.isascii() and code.isdecimal() and len(code) == 4):
        raise NinefoldError(_("A code has four digits, such as 4071."))
    _write(rater, {CODE: make_password(code) if code else ""}, long={CODE})


def code_fits(told: Mapping[str, str], code: str) -> bool:
    """Whether this is the code that the rater locked their answers with; any fits where there is none."""
    kept = told.get(CODE, "")
    return not kept or check_password(code, kept)


def open_invitation(*, rater: Rater) -> None:
    """Note that the link was opened: from then on the participant cannot withdraw it. More is noted nowhere."""
    waiting = [RaterState.INVITED, RaterState.BOUNCED]
    if Rater.objects.filter(pk=rater.pk, state__in=waiting).update(state=RaterState.OPENED):
        rater.state = RaterState.OPENED


@transaction.atomic
def change_group(*, rater: Rater, group: str) -> None:
    """Count this rater in another group, as long as they have answered nothing. Raises GroupFrozenError after that."""
    framework = framework_of(rater.assessment)
    if group not in {one.id for one in framework.groups if one.id != SELF}:
        raise NinefoldError(_("Choose one of the groups."))
    # What is answered in another tab holds this row until it is kept, so that it is seen here, or comes after.
    Assessment.objects.select_for_update().get(pk=rater.assessment_id)
    if any(read_told(seal_of(rater), questions_asked(rater.assessment)).values()):
        raise GroupFrozenError(_("You have answered already, so the group can no longer be changed."))
    Rater.objects.filter(pk=rater.pk).update(group=group)
    rater.group = group


@transaction.atomic
def move_invitation(*, rater: Rater, email: str) -> str:
    """Send all further mail to this address of the rater's own; the earlier link is dead, and nobody is told.

    The result is the new link. What the participant sees stays as it was.
    """
    address = email.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise NinefoldError(
            _("“%(address)s” is not an e-mail address. It should be like name@example.org.") % {"address": address}
        ) from None
    secret = find_secret(rater.assessment.key_name)
    if secret is None:
        raise AnsweringEndedError(_("This questionnaire is closed and takes no more answers."))
    locked = Rater.objects.select_for_update().get(pk=rater.pk)
    rater.link_number = locked.link_number + 1
    link = link_of(secret, rater)
    _write(rater, {MOVED_TO: address}, long={MOVED_TO})
    rater.link_hash, rater.letter_hash = hash_of(link), None
    rater.save(update_fields=["link_number", "link_hash", "letter_hash"])
    return link


def _write(rater: Rater, given: Mapping[str, str], long: set[str] | frozenset[str] = frozenset()) -> None:
    """Seal and keep what a rater tells, if the 360 is open (or, for the participant's own part, being set up)."""
    if not given:
        return
    states = (AssessmentState.OPEN, AssessmentState.DRAFT if rater.is_self else AssessmentState.OPEN)
    taking = Taking(Assessment, _TAKES, (rater.assessment_id, *states))
    write_sealed(_seal_to_write(rater), given, taking, long)


def _seal_to_write(rater: Rater) -> Seal:
    """The seal of this rater. That of the participant may be the first in a draft, which has no key until then."""
    if rater.is_self and rater.assessment.state == AssessmentState.DRAFT:
        return Seal(make_secret(rater.assessment.key_name), rater.pk)
    return seal_of(rater)


def check_answer(question: Question | None, answer: str) -> None:
    """Raise NinefoldError, saying what would be right, where this is no answer to this question."""
    if question is None:
        raise NinefoldError(_("This question is not asked in this questionnaire."))
    if question.scale is None:
        if len(answer) > LONGEST_COMMENT:
            raise NinefoldError(
                _("The comment has %(long)s characters; %(most)s is the most. Nothing of it was lost: shorten it here.")
                % {"long": len(answer), "most": LONGEST_COMMENT}
            )
        return
    points = {str(point) for point in range(question.scale.lo, question.scale.hi + 1)}
    if answer not in points | {CANNOT_RATE, ""}:
        raise NinefoldError(_("Choose one of the answers of the scale, or “no opportunity to observe”."))


def _tidy(answer: str) -> str:
    """An answer as it is kept: line ends alike, no space around it."""
    return answer.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
