"""What is looked at to tell how an installation is: one finding each, with one sentence on what to do about it."""

import shutil
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db import DatabaseError, InterfaceError, ProgrammingError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from ninefold.accounts.outbox import Message
from ninefold.feedback.actions.key_destruction import names_in_use
from ninefold.feedback.keys.custody import names_of_secrets
from ninefold.feedback.models import Due
from ninefold.site.models import WorkerPulse
from ninefold.site.upkeep.doctoring_web import address
from ninefold.site.upkeep.findings import ASK, BROKEN, LOOK, WELL, Finding
from ninefold.site.upkeep.restoring import newest_backup

LOCAL = ("localhost", "127.0.0.1", "::1")
WORKER_SEEN_WITHIN = timedelta(minutes=3)
DUE_WITHIN, DUE_WITHIN_AT_MOST = timedelta(minutes=15), timedelta(hours=6)
MAIL_WITHIN, MAIL_WITHIN_AT_MOST = timedelta(hours=1), timedelta(days=1)
CLOCK_WITHIN, CLOCK_WITHIN_AT_MOST = timedelta(seconds=5), timedelta(minutes=1)
BACKUP_WITHIN, BACKUP_WITHIN_AT_MOST = timedelta(hours=26), timedelta(days=7)
FREE, FREE_AT_LEAST = 2 << 30, 200 << 20  # bytes
FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def database(_at: datetime) -> Finding:
    """Whether the main database answers, with all migrations."""
    return _up_to_date(connection, "database", "The main database")


def keys(_at: datetime) -> Finding:
    """Whether the database of keys answers, apart from the main one, and has the key of all that is open."""
    there = connections["keys"]
    found = _up_to_date(there, "keys", "The database of keys")
    if found.state != WELL:
        return found
    server = _server(there)
    if server is not None and server == _server(connection):
        return Finding(
            "keys",
            LOOK if settings.DEMO else BROKEN,
            "They lie on the server of the main database, whose log holds both; give KEYS_DATABASE_URL another server.",
        )
    missing = names_in_use() - set(names_of_secrets())
    if missing:
        return Finding(
            "keys",
            BROKEN,
            f"Those of {len(missing)} open questionnaires are gone, and nobody can open what was answered; have them "
            "cancelled (docs/administrators.md).",
        )
    kind = "in a file that no backup may hold" if there.vendor == "sqlite" else "on a server of their own"
    return Finding("keys", WELL, f"They are {kind}, and all that are needed are there.")


def _up_to_date(database: BaseDatabaseWrapper, what: str, name: str) -> Finding:
    try:
        executor = MigrationExecutor(database)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, InterfaceError) as error:
        return Finding(what, BROKEN, f"{name} does not answer: {_first_line(error)}; start it, or check its address.")
    if missing:
        migrations = f"{len(missing)} migrations are" if len(missing) > 1 else "one migration is"
        return Finding(what, BROKEN, f"{name} is not up to date, {migrations} missing; run `ninefold migrate`.")
    return Finding(what, WELL, f"{name} answers, and is up to date.")


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")


def _server(database: BaseDatabaseWrapper) -> int | None:
    """By what a PostgreSQL server is known, whatever name it was reached by; None for files, and where it hides it."""
    if database.vendor != "postgresql":
        return None
    try:
        with database.cursor() as cursor:
            cursor.execute("SELECT system_identifier FROM pg_control_system()")
            (found,) = cursor.fetchone()
    except ProgrammingError:
        return None
    return int(found)


def worker(at: datetime) -> Finding:
    """Whether a worker gave a sign of life lately."""
    seen = WorkerPulse.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    if seen is None or at - seen > WORKER_SEEN_WITHIN:
        since = "ever" if seen is None else f"for {_long(at - seen)}"
        return Finding("worker", BROKEN, f"No worker was seen {since}; start `ninefold worker`, and keep it running.")
    return Finding("worker", WELL, f"One was seen {_long(at - seen)} ago.")


def due_work(at: datetime) -> Finding:
    """How long the oldest work that is due has waited."""
    oldest = Due.objects.filter(done_at__isnull=True, due_at__lte=at).order_by("due_at").first()
    if oldest is None:
        return Finding("due work", WELL, "Nothing that is due waits.")
    said = f"The oldest that is due ({oldest.what}) has waited for {_long(at - oldest.due_at)}"
    advice = "see what the worker's log says could not be done."
    return _by_age("due work", at - oldest.due_at, (DUE_WITHIN, DUE_WITHIN_AT_MOST), said, advice)


def mail(at: datetime) -> Finding:
    """How long the oldest mail that could leave has waited."""
    waiting = Message.objects.waiting().filter(due_at__lte=at).order_by("due_at")
    oldest = waiting.first()
    if settings.MAIL_SERVER is None and not settings.DEMO:
        return Finding(
            "mail", BROKEN, "No mail server is set, and nobody can sign in without mail; set NINEFOLD_MAIL_URL."
        )
    if oldest is None or settings.DEMO:
        return Finding("mail", WELL, "None that could leave waits.")
    said = f"{waiting.count()} wait, the oldest for {_long(at - oldest.due_at)}"
    advice = "see what the worker's log says of the mail server."
    return _by_age("mail", at - oldest.due_at, (MAIL_WITHIN, MAIL_WITHIN_AT_MOST), said, advice)


def sender(_at: datetime) -> Finding:
    """Whether the address that mail comes from can be right; what its domain has to say is not ours to look up."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    if domain in LOCAL:
        state = WELL if settings.DEMO else BROKEN
        return Finding("sender", state, "Mail is from an address of this machine alone; set NINEFOLD_MAIL_FROM.")
    return Finding(
        "sender",
        ASK,
        f"What {domain} says of its mail cannot be looked up from here. Ask its owner for TXT records: SPF at {domain} "
        f"with the mail server in it (v=spf1 …), DKIM at SELECTOR._domainkey.{domain}, and DMARC at _dmarc.{domain} "
        "(v=DMARC1; p=…).",
    )


def clock(_at: datetime) -> Finding:
    """Whether this machine and the database server agree what time it is."""
    if connection.vendor != "postgresql":
        return Finding("clock", WELL, "The database is on this machine, and has its clock.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (there,) = cursor.fetchone()
    apart = abs(timezone.now() - there)
    said = f"This machine and the database server are {apart.total_seconds():.1f} seconds apart"
    return _by_age(
        "clock", apart, (CLOCK_WITHIN, CLOCK_WITHIN_AT_MOST), said, "have both take the time from one source."
    )


def secrets(_at: datetime) -> Finding:
    """Whether anybody else on this machine may read what lies in the folder for data."""
    open_to_others = [
        path.name or str(path)
        for path in (settings.DATA, *sorted(settings.DATA.glob("secret-key")), *sorted(settings.DATA.glob("*.sqlite3")))
        if path.stat().st_mode & FOR_OTHERS
    ]
    if open_to_others:
        names = ", ".join(open_to_others)
        return Finding("secrets", BROKEN, f"Others on this machine may open {names}; `chmod -R go= {settings.DATA}`.")
    return Finding("secrets", WELL, "The folder for data and the secret key are for their owner alone.")


def backups(at: datetime) -> Finding:
    """How old the newest backup is."""
    folder = settings.BACKUPS
    if folder is None:
        return Finding("backups", LOOK, "Where backups are is not known; set NINEFOLD_BACKUPS to their folder.")
    newest = newest_backup(folder)
    if newest is None:
        return Finding("backups", BROKEN, f"There is no backup in {folder}; have `ninefold backup` run each night.")
    path, made_at = newest
    if path.stat().st_mode & FOR_OTHERS:
        return Finding("backups", LOOK, f"Others on this machine may read {path.name}; `chmod go= {path}`.")
    advice = "see why `ninefold backup` does not run each night."
    said = f"The newest, {path.name}, is {_long(at - made_at)} old"
    return _by_age("backups", at - made_at, (BACKUP_WITHIN, BACKUP_WITHIN_AT_MOST), said, advice)


def disk(_at: datetime) -> Finding:
    """How much can still be written to the folder for data."""
    free = shutil.disk_usage(settings.DATA).free
    said = f"{free / (1 << 30):.1f} GiB are free in the folder for data"
    if free >= FREE:
        return Finding("disk", WELL, f"{said}.")
    return Finding("disk", LOOK if free >= FREE_AT_LEAST else BROKEN, f"{said}; make room before it is full.")


CHECKS: tuple[Callable[[datetime], Finding], ...] = (
    *(database, keys, worker, due_work, mail, sender, clock, secrets, address, backups, disk),
)


def _by_age(what: str, age: timedelta, limits: tuple[timedelta, timedelta], said: str, advice: str) -> Finding:
    within, at_most = limits
    if age <= within:
        return Finding(what, WELL, f"{said}.")
    return Finding(what, LOOK if age <= at_most else BROKEN, f"{said}; {advice}")


def _long(length: timedelta) -> str:
    """A length of time, in its largest unit."""
    seconds = int(length.total_seconds())
    for name, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {name}"
    return f"{max(seconds, 0)} seconds"


def examine(at: datetime) -> list[Finding]:
    """All findings. What needs a database that does not answer is told as broken, and nothing else is kept from it."""
    found = []
    for check in CHECKS:
        try:
            found.append(check(at))
        except (DatabaseError, InterfaceError) as error:
            what = check.__name__.replace("_", " ")
            found.append(
                Finding(what, BROKEN, f"This needs the database, which says: {_first_line(error)}; see above.")
            )
        except OSError as error:
            what = check.__name__.replace("_", " ")
            found.append(
                Finding(what, BROKEN, f"{error.filename}: {(error.strerror or str(error)).lower()}; see its owner.")
            )
    return found
