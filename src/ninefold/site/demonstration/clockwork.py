"""A calendar that is let run: what people do at its instants, and in between what the worker does by itself.

A story is a generator. It yields the instant at which it goes on, and is given that instant, or one a little later
where two stories, or the steps of one, would meet. What it would do after the present is left undone.
"""

import heapq
import itertools
from collections.abc import Generator
from datetime import datetime, timedelta
from typing import TypeAlias, TypeVar

from ninefold.accounts.actions.sending import send_due_mail
from ninefold.accounts.letters import Letter
from ninefold.accounts.outbox import Message
from ninefold.accounts.smtp import Line, RefusedError
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.clearing import CLEAR
from ninefold.feedback.jobs import destroy_keys, do_what_is_due, tell_answers
from ninefold.feedback.models import Due
from ninefold.site.demonstration.cast import GONE

T = TypeVar("T")
Chapter: TypeAlias = Generator[datetime, datetime, T]
Story: TypeAlias = Chapter[None]

A_MOMENT = timedelta(minutes=4)  # between two things that one person does


class NowhereLine(Line):
    """A line to a mail server that keeps what it is given to itself, and knows of some addresses that nobody has them.

    Used whatever mail server is set: nobody of the demonstration can be written to.
    """

    def open(self, at: datetime) -> None:
        """Do nothing."""

    def send(self, letter: Letter) -> None:
        """Take one mail. Raises RefusedError for whoever is gone."""
        if letter.to in GONE:
            raise RefusedError(550)


class Clockwork:
    """The stories that go on, and the instant that they have reached."""

    def __init__(self) -> None:
        self._waiting: list[tuple[datetime, int, Story]] = []
        self._order = itertools.count()
        self._line = NowhereLine()

    def begin(self, story: Story) -> None:
        """Take a story in; it goes on when its first instant has come."""
        self._await(story, next(story, None))

    def run(self, until: datetime) -> None:
        """Let everything happen, in the order of its instants, up to this one."""
        while self._waiting and self._waiting[0][0] <= until:
            at, _number, story = heapq.heappop(self._waiting)
            self._work(at)
            try:
                then = story.send(at)
            except StopIteration:
                continue
            self._await(story, max(then, at + A_MOMENT))
        self._work(until)
        self._sweep(until)

    def _await(self, story: Story, at: datetime | None) -> None:
        if at is not None:
            heapq.heappush(self._waiting, (at, next(self._order), story))

    def _work(self, until: datetime) -> None:
        """Have the worker do whatever is due up to this instant, each thing at its own time."""
        while (at := _next_due()) is not None and at <= until:
            self._sweep(at)
            if (left := _next_due()) is not None and left <= at:
                raise NinefoldError(f"Something that was due at {left} could not be done; the log says what.")

    def _sweep(self, at: datetime) -> None:
        do_what_is_due(at)
        destroy_keys(at)
        tell_answers(at)
        send_due_mail(at=at, line=self._line)


def _next_due() -> datetime | None:
    """When the worker has something to do next."""
    # What clears the databases after a deletion is done by a sweep of its own, in the site that runs.
    due = (
        Due.objects.filter(done_at__isnull=True)
        .exclude(what=CLEAR)
        .order_by("due_at")
        .values_list("due_at", flat=True)
        .first()
    )
    mail = Message.objects.waiting().order_by("due_at").values_list("due_at", flat=True).first()
    return min((at for at in (due, mail) if at is not None), default=None)
