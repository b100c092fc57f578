"""The worker: sweeps over the jobs that are due, again and again, until it is told to stop."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from ninefold.site.jobs import Job
from ninefold.site.models import WorkerPulse

log = logging.getLogger(__name__)


class Worker:
    """One worker process. `name` tells it from others, `now` says what time it is."""

    def __init__(self, name: str, jobs: Sequence[Job], now: Callable[[], datetime]) -> None:
        self.name = name
        self._jobs = jobs
        self._now = now
        self._started_at = now()
        self._last_run: dict[str, datetime] = {}
        self._stop = threading.Event()

    def stop(self) -> None:
        """Finish the job in hand, then no more."""
        self._stop.set()

    def run(self, pause_seconds: float) -> None:
        """Sweep until stopped, with a pause between sweeps."""
        while not self._stop.is_set():
            close_old_connections()
            try:
                self.sweep()
            except (DatabaseError, InterfaceError):
                # A database that is away comes back; what is wrong with our own code ends the process, loudly.
                log.exception("The database did not answer; trying again in %s seconds.", pause_seconds)
                connection.close()
            self._stop.wait(pause_seconds)
        WorkerPulse.objects.filter(worker=self.name).delete()

    def sweep(self) -> None:
        """Give a sign of life and do every job that is due."""
        at = self._now()
        WorkerPulse.objects.update_or_create(
            worker=self.name, defaults={"seen_at": at}, create_defaults={"seen_at": at, "started_at": self._started_at}
        )
        for job in self._jobs:
            last = self._last_run.get(job.name)
            if self._stop.is_set() or (last is not None and at - last < job.every):
                continue
            done = job.run(at)
            self._last_run[job.name] = at
            if done:
                log.info("%s: %s", job.name, done)
