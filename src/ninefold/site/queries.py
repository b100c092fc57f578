"""What the roof asks of the database."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from ninefold.core.sealing import derive
from ninefold.site.models import WorkerPulse


@dataclass(frozen=True)
class Readiness:
    """How this process and its database are."""

    database: bool
    migrations: bool
    worker_seconds: int | None

    @property
    def is_ready(self) -> bool:
        """Whether pages can be served."""
        return self.database and self.migrations

    def as_json(self) -> dict[str, bool | int | str | None]:
        """The same, for a machine. `worker_seconds` is how long ago a worker last gave a sign of life."""
        return {
            "ready": self.is_ready,
            "database": self.database,
            "migrations": self.migrations,
            "worker_seconds": self.worker_seconds,
            "installation": mark_of_installation(),
        }


def readiness(at: datetime) -> Readiness:
    """Whether the database answers, whether it is up to date, and since when no worker was seen."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return Readiness(database=True, migrations=False, worker_seconds=None)
        seen = WorkerPulse.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    except (DatabaseError, InterfaceError):
        return Readiness(database=False, migrations=False, worker_seconds=None)
    seconds = None if seen is None else max(0, int((at - seen).total_seconds()))
    return Readiness(database=True, migrations=True, worker_seconds=seconds)


def mark_of_installation() -> str:
    """By what an installation is known from outside; nothing of its secret key can be found from it."""
    return derive(settings.SECRET_KEY.encode(), "installation").hex()[:16]
