"""Deleting what is old enough, one thing in one transaction: what was deleted before a crash stays deleted."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Model

from ninefold.academy.actions.register_retention import forget_facilitator
from ninefold.academy.models import Registration
from ninefold.accounts.actions.erasure import drop_pseudonyms, erase_account
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Person
from ninefold.accounts.policies import By, check_can_erase
from ninefold.core.lifecycles import ASSESSMENT, AssessmentState, check_move
from ninefold.feedback.actions.closing import cancel_assessment
from ninefold.feedback.actions.putting_away import empty, remove, remove_unless_a_session_counts
from ninefold.feedback.actions.starting import lock_assessment
from ninefold.feedback.models import Assessment, FacilitatorNote, HelpRequest, SelfAssessment, SessionTime
from ninefold.feedback.queries.retention import RULES, Ripe, Rule, ripe, still_ripe

log = logging.getLogger(__name__)


def what_is_ripe(at: datetime) -> list[Ripe]:
    """What every rule finds now, in the order in which it is deleted."""
    return [ripe(rule, at) for rule in RULES]


def delete_ripe(*, by: By, at: datetime) -> Iterator[tuple[Rule, int]]:
    """Delete what each rule finds, and give the rule with how many it deleted. To do it twice is to do it once.

    A rule looks when the one before it is done, for what that one deleted may have been what others waited for.
    """
    check_can_erase(by)
    for rule in RULES:
        yield rule, sum(_went_well(rule, number, by, at) for number in ripe(rule, at).numbers)


def _went_well(rule: Rule, number: int, by: By, at: datetime) -> bool:
    """Delete one of many things. Whatever goes wrong with it is said loudly, stops no other, and is tried next time."""
    try:
        return _delete(rule, number, by, at)
    except (OperationalError, InterfaceError):
        raise  # the database is away
    except Exception:
        log.exception("This could not be deleted, and waits for the next time: %s, number %s.", rule.name, number)
        return False


@transaction.atomic
def _delete(rule: Rule, number: int, by: By, at: datetime) -> bool:
    """Whether it was deleted. It is looked at again first: meanwhile somebody may have begun to use it."""
    row = still_ripe(rule, number, at)
    if row is None:
        return False
    _ACTS[rule.name](row, by, at)
    return True


def _delete_note(note: Model, by: By, at: datetime) -> None:
    assert isinstance(note, FacilitatorNote)
    record(by=by, at=at, what="delete notes", on=note.facilitation)
    note.delete()


def _delete_time(time: Model, _by: By, _at: datetime) -> None:
    assert isinstance(time, SessionTime)
    time.delete()


def _delete_own(own: Model, by: By, at: datetime) -> None:
    assert isinstance(own, SelfAssessment)
    record(by=by, at=at, what="delete for its age", on=own, whom=own.person)
    own.delete()


def _archive(row: Model, by: By, at: datetime) -> None:
    assert isinstance(row, Assessment)
    assessment = lock_assessment(row)
    assessment.state = check_move(ASSESSMENT, "archive", AssessmentState(assessment.state))
    empty(assessment)
    assessment.save(update_fields=["state"])
    record(by=by, at=at, what="archive", on=assessment)


def _empty_ended(row: Model, by: By, at: datetime) -> None:
    assert isinstance(row, Assessment)
    if row.state == AssessmentState.DRAFT:
        cancel_assessment(assessment=row, by=by, at=at)
    assessment = lock_assessment(row)
    empty(assessment)
    record(by=by, at=at, what="delete for its age", on=assessment)
    remove_unless_a_session_counts(assessment)


def _delete_case(row: Model, by: By, at: datetime) -> None:
    assert isinstance(row, Assessment)
    people = [row.participant_id, *row.facilitations.values_list("facilitator", flat=True)]
    record(by=by, at=at, what="delete for its age", on=row)
    remove(lock_assessment(row))
    drop_pseudonyms(people)


def _delete_help(row: Model, by: By, at: datetime) -> None:
    assert isinstance(row, HelpRequest)
    record(by=by, at=at, what="delete for its age", on=row, whom=row.participant)
    row.delete()


def _delete_register(row: Model, by: By, at: datetime) -> None:
    assert isinstance(row, Person)
    entry = Registration.objects.filter(person=row).first()
    record(by=by, at=at, what="delete for its age", on=entry or row, whom=row)
    forget_facilitator(row)
    drop_pseudonyms([row.pk])


def _delete_account(row: Model, by: By, at: datetime) -> None:
    assert isinstance(row, Person)
    erase_account(person=row, by=by, at=at)


_ACTS: dict[str, Callable[[Model, By, datetime], None]] = {
    "notes": _delete_note,
    "ended": _empty_ended,
    "times": _delete_time,
    "reports": _archive,
    "own": _delete_own,
    "cases": _delete_case,
    "help": _delete_help,
    "register": _delete_register,
    "accounts": _delete_account,
}
