"""What somebody does with their self-assessment: begin it, save, keep it in their account, delete it.

Without an account nothing is recorded anywhere: it is theirs. Of what is kept in an account, the trail says that it was
begun or deleted, and never what is in it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Person
from ninefold.accounts.policies import Oneself
from ninefold.core.errors import NinefoldError
from ninefold.core.framework.model import Question
from ninefold.core.london import london_date
from ninefold.core.sealing import new_secret
from ninefold.feedback.models import OpenSelfAssessment, SelfAssessment
from ninefold.feedback.queries.open_answers import CANNOT_RATE
from ninefold.feedback.queries.self_assessment_questions import longest, questions
from ninefold.feedback.queries.self_assessments import (
    Content,
    GoneError,
    Holder,
    can_be_changed,
    close_in_browser,
    close_kept,
    kept_by,
    new_content,
    open_in_browser,
    open_kept,
    place_of,
    read,
)

KEPT_WITHOUT_A_TOUCH = timedelta(hours=24)
# One in which nothing is answered goes sooner: else who begins many would keep others from beginning for a day.
KEPT_EMPTY = timedelta(hours=2)
# Far more than are ever open on one day, and what they take at most is a bearable part of a disk.
MOST_OPEN = 20_000
MOST_KEPT = 24


class TooManyError(NinefoldError):
    """There are as many as there may be; the text says what can be done."""


class OverError(NinefoldError):
    """Its answers can no longer be changed; the text says why."""


@transaction.atomic
def begin_in_browser(*, at: datetime, instead_of: bytes | None = None) -> bytes:
    """Begin one for whoever has no account. The result is the secret that opens it, for the cookie alone.

    An empty one that is there already goes: somebody else may have put its key into this browser, and would read along.
    """
    if instead_of is not None:
        OpenSelfAssessment.objects.filter(place=place_of(instead_of)).delete()
    if OpenSelfAssessment.objects.count() >= MOST_OPEN:
        raise TooManyError(
            _("More self-assessments are open at this moment than we can hold. Come back later, or sign in first.")
        )
    secret = new_secret()
    sealed = close_in_browser(secret, new_content())
    touched_at = _hour(at) - KEPT_WITHOUT_A_TOUCH + KEPT_EMPTY
    OpenSelfAssessment.objects.create(place=place_of(secret), sealed=sealed, touched_at=touched_at)
    return secret


@transaction.atomic
def begin_in_account(*, person: Person, at: datetime) -> SelfAssessment:
    """Begin one in somebody's account. To begin twice is to begin once: an empty one of today is gone on with."""
    _lock(person)
    mine = kept_by(person)
    today = london_date(at)
    if mine and mine[0].begun_on == today and not _told_something(mine[0]):
        return mine[0]
    _check_not_too_many(mine)
    return _keep(person, new_content(), at)


@transaction.atomic
def save(*, holder: Holder, given: Mapping[str, str], at: datetime) -> Content:
    """Keep what is given, by the codes of its questions: a point of the scale, “-” to leave it open, or a text.

    Raises NinefoldError for what is no answer to its question, OverError where answers can no longer be changed, and
    GoneError where the self-assessment is no more.
    """
    for code, text in given.items():
        check_told(questions().get(code), text, code)
    tidied = {code: _tidy(text) for code, text in given.items()}
    if isinstance(holder, SelfAssessment):
        return _save_kept(holder, tidied, at)
    row = OpenSelfAssessment.objects.select_for_update().filter(place=place_of(holder)).first()
    if row is None:
        raise GoneError(_("This self-assessment is gone, so this was not saved."))
    content = open_in_browser(holder, bytes(row.sealed))
    _check_can_be_changed(holder, content, tidied, at)
    told = content.with_told(tidied)
    if told != content:  # what changes nothing does not keep it longer
        row.sealed, row.touched_at = close_in_browser(holder, told), _hour(at)
        row.save(update_fields=["sealed", "touched_at"])
    return told


@transaction.atomic
def keep(*, secret: bytes, person: Person, at: datetime) -> SelfAssessment | None:
    """Move the one of this browser into somebody's account. None where it was moved or deleted already."""
    _lock(person)
    row = OpenSelfAssessment.objects.select_for_update().filter(place=place_of(secret)).first()
    if row is None:
        return None
    content = open_in_browser(secret, bytes(row.sealed))
    _check_not_too_many(kept_by(person))
    row.delete()
    return _keep(person, content, at)


@transaction.atomic
def delete(*, holder: Holder, at: datetime) -> None:
    """Delete it for good. To delete it twice is to delete it once."""
    if not isinstance(holder, SelfAssessment):
        OpenSelfAssessment.objects.filter(place=place_of(holder)).delete()
        return
    record(by=Oneself(holder.person), at=at, what="delete", on=holder)
    SelfAssessment.objects.filter(pk=holder.pk).delete()


def forget_untouched(at: datetime) -> int:
    """Delete those of browsers that nobody has answered in for a day; how many there were."""
    return OpenSelfAssessment.objects.filter(touched_at__lt=_hour(at) - KEPT_WITHOUT_A_TOUCH).delete()[0]


def check_told(question: Question | None, text: str, code: str) -> None:
    """Raise NinefoldError, saying what would be right, where this is no answer to this question."""
    if question is None:
        raise NinefoldError(_("This question is not asked in a self-assessment."))
    if question.scale is None:
        most = longest(code)
        if len(text.replace("\r\n", "\n").strip()) > most:
            raise NinefoldError(
                _("This has %(long)s characters; %(most)s is the most. Nothing of it was lost: shorten it here.")
                % {"long": len(text.replace("\r\n", "\n").strip()), "most": most}
            )
        return
    points = {str(point) for point in range(question.scale.lo, question.scale.hi + 1)}
    if text not in points | {CANNOT_RATE, ""}:
        raise NinefoldError(_("Choose one of the answers, or leave it open."))


def _save_kept(holder: SelfAssessment, given: Mapping[str, str], at: datetime) -> Content:
    row = SelfAssessment.objects.select_for_update().filter(pk=holder.pk).first()
    if row is None:
        raise GoneError(_("This self-assessment was deleted, so this was not saved."))
    before = open_kept(row)
    _check_can_be_changed(row, before, given, at)
    content = before.with_told(given)
    row.sealed = close_kept(row.person_id, content)
    if _answers_of(content) != _answers_of(before):
        row.answered_on = london_date(at)
    row.save(update_fields=["sealed", "answered_on"])
    return content


def _check_can_be_changed(holder: Holder, content: Content, given: Mapping[str, str], at: datetime) -> None:
    """Answers say how somebody saw themselves then; the plan can be changed at any time."""
    if can_be_changed(holder, content, london_date(at)) or not any(_is_answer(code) for code in given):
        return
    raise OverError(over_because(content))


def over_because(content: Content) -> str:
    """Why its answers can no longer be changed."""
    if not content.is_of_this_version:
        return _("The model has been renewed since this was begun, so its answers can no longer be changed.")
    return _("This says how you saw yourself then, so its answers can no longer be changed. Begin a new one for today.")


def _answers_of(content: Content) -> dict[str, str]:
    return {code: text for code, text in content.told.items() if _is_answer(code)}


def _is_answer(code: str) -> bool:
    return not code.startswith("plan.")


def _told_something(row: SelfAssessment) -> bool:
    try:
        return read(row).is_begun
    except GoneError:
        return True


def _keep(person: Person, content: Content, at: datetime) -> SelfAssessment:
    today = london_date(at)
    row = SelfAssessment.objects.create(
        person=person,
        framework=content.framework,
        framework_version=content.version,
        begun_on=today,
        answered_on=today,
        sealed=close_kept(person.pk, content),
    )
    record(by=Oneself(person), at=at, what="keep", on=row)
    return row


def _check_not_too_many(mine: list[SelfAssessment]) -> None:
    if len(mine) >= MOST_KEPT:
        raise TooManyError(
            _("You keep %(count)s self-assessments, which is the most. Delete one that you no longer need, then begin.")
            % {"count": len(mine)}
        )


def _lock(person: Person) -> None:
    """Of two requests at once the second sees what the first has kept."""
    Person.objects.get_queryset().select_for_update().get(pk=person.pk)


def _hour(at: datetime) -> datetime:
    """No finer than that is known of whoever has no account."""
    return at.replace(minute=0, second=0, microsecond=0)


def _tidy(text: str) -> str:
    """A text as it is kept: line ends alike, no space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
