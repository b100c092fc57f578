"""What every story plays on: the company, the calendar, and chance with a fixed seed."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from ninefold.core.london import LONDON, london_date, working_day
from ninefold.site.demonstration.casting import Company
from ninefold.site.demonstration.clockwork import Clockwork

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stage:
    """Where stories play. `now` is the present, at which all of them have come as far as they come."""

    now: datetime
    company: Company
    clockwork: Clockwork
    seed: int

    def chance(self, of: str) -> random.Random:
        """Chance for one story, the same with each making, whatever the others draw."""
        return random.Random(f"{self.seed} {of}")  # noqa: S311 - stories need no secrets

    def ago(self, days: int, clock: str = "09:40") -> datetime:
        """The instant so many days before the present at which a clock in London shows this; or ahead, below zero."""
        day = london_date(self.now) - days * A_DAY
        return datetime.combine(day, time.fromisoformat(clock), LONDON).astimezone(UTC)

    def at_work(self, days: int, clock: str = "09:40") -> datetime:
        """The same, on the last working day until then."""
        while not working_day(london_date(self.ago(days))):
            days += 1
        return self.ago(days, clock)

    def next_at_work(self, days: int, clock: str) -> datetime:
        """The same, on the first working day from then on."""
        while not working_day(london_date(self.ago(days))):
            days -= 1
        return self.ago(days, clock)
