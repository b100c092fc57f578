"""A worker that is killed in the middle of closing, at each statement in turn; run inside an installation."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from itertools import count
from typing import Any
from unittest.mock import patch

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.models import Kind
from ninefold.core.framework.model import SELF
from ninefold.core.london import closing_instant
from ninefold.feedback.actions.mailings import remind_on_day
from ninefold.feedback.jobs import clear_databases, destroy_keys, do_what_is_due
from ninefold.feedback.keys.models import SealingKey
from ninefold.feedback.models import Assessment, Due, OpenAnswer, Report
from tests.feedback.made import answer, let_answer, make_open, raters_of, take_on
from tests.world import MORNING, NOON, OPERATOR, World, make_person, make_world

ASKED = {"line_manager": 1, "peer": 3, "direct_report": 3}
MOST = 400  # statements; a closing has far fewer


class Death:
    """Kills this process at the statement of this number, before it reaches the database. A commit counts as one."""

    def __init__(self, at: int) -> None:
        self._left = at

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.come_nearer()
        return execute(*statement)

    def come_nearer(self) -> None:
        """One more statement."""
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def _threatened(death: Death) -> Iterator[None]:
    """Let death look at each statement on both databases, and at each commit."""
    commit = BaseDatabaseWrapper.commit

    def commit_if_alive(self: BaseDatabaseWrapper) -> None:
        death.come_nearer()
        commit(self)

    with ExitStack() as stack:
        stack.enter_context(patch.object(BaseDatabaseWrapper, "commit", commit_if_alive))
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(death))
        yield


def killed_at_every_statement() -> list[dict[str, Any]]:
    """What was found after each death, and after the sweep that came then; the last one is of a closing that ended."""
    world, numbers = make_world(), count()
    assessment = _answered(world, next(numbers))
    found: list[dict[str, Any]] = []
    for statement in range(1, MOST):
        if found and found[-1]["state"] != "open":
            assessment = _answered(world, next(numbers))
        before = _standing(assessment)
        died = _dies(statement, closing_instant(assessment.closes_on))
        after = _standing(assessment)
        found.append({"statement": statement, "died": died, "unchanged": before == after, **after})
        if after["state"] != "open":
            found[-1]["swept"] = _swept(assessment)
        if not died:
            return found
    raise AssertionError("a closing has no end")


def closes_after_all() -> dict[str, Any]:
    """The state of each round that was left open, when a worker is back."""
    for assessment in Assessment.objects.filter(state="open"):
        do_what_is_due(closing_instant(assessment.closes_on))
        _swept(assessment)
    states = Assessment.objects.values_list("state", flat=True)
    return {
        "states": sorted(set(states)),
        "reports": Report.objects.count() == len(states),
        "answers": OpenAnswer.objects.count(),
        "keys": SealingKey.objects.count(),
    }


def _answered(world: World, number: int) -> Assessment:
    """One more round in which everybody has answered, with mail that waits under its key."""
    person = make_person(f"Leader {number}", world.trent)
    role = grant_role(person=person, kind=Kind.PARTICIPANT, by=OPERATOR, at=MORNING)
    assessment = make_open(world, participant=role, asked=ASKED)
    take_on(assessment, world.facilitator)
    let_answer(assessment)
    answer(raters_of(assessment, SELF)[0])
    remind_on_day(assessment, 7, NOON)
    # Nothing else is due, so that each try meets the same statements.
    Due.objects.filter(assessment=assessment).exclude(what="close").update(done_at=NOON)
    return assessment


def _standing(assessment: Assessment) -> dict[str, Any]:
    assessment.refresh_from_db()
    return {
        "state": assessment.state,
        "answers": OpenAnswer.objects.count(),
        "key": SealingKey.objects.filter(of=assessment.key_name).exists(),
        "report": Report.objects.filter(assessment=assessment).exists(),
    }


def _swept(assessment: Assessment) -> dict[str, Any]:
    """What stands after the sweeps of another worker."""
    at = closing_instant(assessment.closes_on)
    destroy_keys(at)
    clear_databases(at)
    return _standing(assessment)


def _dies(statement: int, at: datetime) -> bool:
    """Have another process close what is due, and die at this statement; whether it did."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            with _threatened(Death(statement)):
                do_what_is_due(at)
                destroy_keys(at)
                clear_databases(at)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
