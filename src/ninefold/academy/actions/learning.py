"""The e-learning assessment: an attempt is begun, answered bit by bit, and sent once."""

from collections.abc import Mapping
from datetime import datetime
from random import Random, SystemRandom

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ninefold.academy.actions.register import enter_result
from ninefold.academy.models import Attempt
from ninefold.academy.policies.learning import check_can_learn, check_is_own
from ninefold.academy.queries.learning import bank, drawn_for, may_begin_from, pass_mark_for
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Person, Role
from ninefold.core.errors import NinefoldError
from ninefold.core.question_bank import OPTIONS, draw, mark


class BlanksError(NinefoldError):
    """Some questions have no answer; the text says how many. Asked once: sent again it counts as it is."""


@transaction.atomic
def begin_attempt(*, by: Role, at: datetime, chance: Random | None = None) -> Attempt:
    """Draw the questions of a new attempt; who has begun one goes on with it.

    One of questions that have changed since is put away: its answers would be marked by others. Raises NinefoldError in
    the pause after an attempt that was not passed.
    """
    check_can_learn(by)
    person = Person.objects.select_for_update().get(pk=by.person_id)
    begun = Attempt.objects.filter(person=person, sent_at__isnull=True).first()
    if begun is not None and begun.bank == bank().mark:
        return begun
    again = may_begin_from(person, at)
    if again is not None:
        raise NinefoldError(
            _("You can begin again from %(when)s on.") % {"when": date_format(localtime(again), "l j F Y, H:i")}
        )
    if begun is not None:
        begun.delete()
    drawn = draw(bank(), chance or SystemRandom())
    questions = [{"theme": each.theme, "question": each.question, "order": list(each.order)} for each in drawn]
    attempt = Attempt.objects.create(person=person, bank=bank().mark, questions=questions, began_at=at)
    record(by=by, at=at, what="begin assessment", on=attempt, whom=person)
    return attempt


@transaction.atomic
def save_answers(*, attempt: Attempt, answers: Mapping[str, int], by: Role) -> None:
    """Keep some answers, each the place of an option by the name of its question; those given before stay.

    Raises NinefoldError for an attempt that was sent, or whose questions have changed, and for what was not asked.
    """
    mine = _own(attempt, by)
    if mine.sent_at is not None:
        raise NinefoldError(_("This attempt has been sent, so its answers stay as they are."))
    _check_current(mine)
    asked = {each.question for each in drawn_for(mine)}
    for question, place in answers.items():
        if question not in asked or not 0 <= place < OPTIONS:
            raise NinefoldError(_("That is no answer to a question of this attempt. Please load the page again."))
    mine.answers = {**mine.answers, **answers}
    mine.save(update_fields=["answers"])


@transaction.atomic
def send_attempt(*, attempt: Attempt, by: Role, at: datetime, with_blanks: bool = False) -> Attempt:
    """Mark an attempt, and enter it on the register if it is passed; once, however often it is sent.

    Raises BlanksError where a question has no answer, unless they are to count as wrong.
    """
    mine = _own(attempt, by)
    if mine.sent_at is not None:
        return mine
    _check_current(mine)
    drawn = drawn_for(mine)
    blanks = sum(each.question not in mine.answers for each in drawn)
    if blanks and not with_blanks:
        said = ngettext(
            "%(count)s question has no answer yet. It counts as wrong if you send it so.",
            "%(count)s questions have no answer yet. They count as wrong if you send it so.",
            blanks,
        )
        raise BlanksError(said % {"count": blanks})
    result = mark(bank(), drawn, mine.answers, pass_mark_for(mine.person))
    mine.sent_at, mine.percent, mine.passed = at, result.percent, result.passed
    mine.save(update_fields=["sent_at", "percent", "passed"])
    if mine.passed:
        enter_result(person=mine.person, percent=result.percent, source=f"attempt:{mine.pk}", at=at)
    record(by=by, at=at, what="send assessment", on=mine, whom=mine.person)
    return mine


def _own(attempt: Attempt, by: Role) -> Attempt:
    """The attempt as it is now, locked, so that of two who send it at once one marks it."""
    check_is_own(by, attempt)
    return Attempt.objects.select_for_update(of=("self",)).select_related("person").get(pk=attempt.pk)


def _check_current(attempt: Attempt) -> None:
    if attempt.bank != bank().mark:
        raise NinefoldError(_("The questions have changed since you began. Please begin again; nothing is counted."))
