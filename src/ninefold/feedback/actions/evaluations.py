"""Asking participants what they think of their 360, after the feedback session and half a year later; keeping it."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.actions.mail_choice import mail_choice_address
from ninefold.academy.queries.mail_choice import wants
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.feedback.actions.due import plan
from ninefold.feedback.emails.evaluations import evaluation_wanted
from ninefold.feedback.models import Assessment, Evaluation, EvaluationAsked
from ninefold.feedback.policies import check_is_participant
from ninefold.feedback.queries.evaluations import LEAST, MOST, QUESTIONS

ASK_AFTER, ASK_LATER = "ask_evaluation", "ask_evaluation_later"
SOON, LATER = timedelta(days=1), timedelta(days=183)


class NotAskedError(NinefoldError):
    """Nobody is asked for this evaluation, or it was given before."""


def plan_evaluation(assessment: Assessment, at: datetime) -> None:
    """Write down, once its feedback session counts, that its participant is asked in a day and in half a year."""
    plan(ASK_AFTER, assessment, at + SOON)
    plan(ASK_LATER, assessment, at + LATER)


def ask_after(assessment: Assessment, number: int, at: datetime) -> None:
    """Ask what they think of it."""
    del number
    _ask(assessment, Evaluation.Stage.AFTER, at)


def ask_later(assessment: Assessment, number: int, at: datetime) -> None:
    """Ask whether it has made a difference."""
    del number
    _ask(assessment, Evaluation.Stage.LATER, at)


@transaction.atomic
def give_evaluation(
    *, assessment: Assessment, stage: Evaluation.Stage, given: Mapping[str, int], by: By, at: datetime
) -> None:
    """Keep what the participant thinks, once, for the region and the month and nothing else.

    No trail is written: with its time it would say which answer is whose. Raises NotAskedError where nobody asked, or
    it was given before; NinefoldError for an answer that is none.
    """
    check_is_participant(by, assessment)
    if set(given) != set(QUESTIONS[stage]) or not all(LEAST <= value <= MOST for value in given.values()):
        raise NinefoldError(_("Answer each question with one of the five words."))
    asked = EvaluationAsked.objects.select_for_update().filter(assessment=assessment, stage=stage, given=False).first()
    region = assessment.home_region
    if asked is None or region is None:
        raise NotAskedError(_("This was answered before, or is not asked. Thank you all the same."))
    asked.given = True
    asked.save(update_fields=["given"])
    number = secrets.randbelow(2**53)  # the order of rows would tell who gave which
    Evaluation.objects.create(pk=number, region=region, stage=stage, month=london_date(at).replace(day=1), **given)


def _ask(assessment: Assessment, stage: Evaluation.Stage, at: datetime) -> None:
    """Write to the participant, once, unless they want no such mail, or belong to no region in which it could count."""
    person = assessment.participant
    if assessment.home_region is None or not wants(person, "opinions"):
        return
    if EvaluationAsked.objects.get_or_create(assessment=assessment, stage=stage, defaults={"asked_at": at})[1]:
        mail = evaluation_wanted(assessment, stage, mail_choice_address(person, at))
        post(to=person.email, mail=mail, at=at)
