"""Reading settings from the environment, with one clear sentence when a value is wrong."""

import os
import re
import secrets
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from email.utils import formataddr, parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ninefold.core.errors import NinefoldError
from ninefold.core.face import Face, coloured, named
from ninefold.core.logo import Logo, read_logo
from ninefold.core.teams_account import GRAPH, SIGN_IN, TeamsAccount

YES = ("1", "true", "yes", "on")
NO = ("", "0", "false", "no", "off")
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
HOST = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*|\[[0-9A-Fa-f:.]+\]", re.ASCII)
ELSEWHERE = "NINEFOLD_DATA can name another."
IDENTIFIER = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
CONNECTIONS_KEPT_FOR = 60  # seconds
MAIL_SERVER_ANSWERS_WITHIN = 20  # seconds
SETTINGS = frozenset(
    f"NINEFOLD_{name}"
    for name in (
        *(
            "ADDRESS",
            "BACKUPS",
            "BOUNCE_MAILDIR",
            "DATA",
            "DEMO",
            "HOSTS",
            "HTTPS",
            "MAIL_ANY_HOUR",
            "MAIL_FROM",
            "MAIL_URL",
        ),
        *("NAME", "LOGO", "ACCENT"),
        *("FORMER_SECRET_KEYS", "REPORT_BEFORE_SESSION_HOURS", "RETENTION_DAILY", "SECRET_KEY"),
        *("CONTACT_EMAIL", "PAGES", "PRICE_PENCE"),
        *(f"TEAMS_{what}" for what in ("CLIENT", "GRAPH", "ORGANISER", "SECRET", "SIGN_IN", "TENANT")),
        *(f"KEEP_{what}_MONTHS" for what in ("ACCOUNTS", "CASES", "ENDED", "REPORTS")),
    )
)
# The four settings that let SQLite serve readers and one writer at a time without refusing any of them.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000"
# What is deleted is overwritten, so that no answer stays in a page of the file that nothing uses. What is set aside
# while a file is written anew stays in memory: else a copy of all keys would lie for a moment among temporary files.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": f"{SQLITE_PRAGMAS}; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY",
}


def flag(environment: Mapping[str, str], name: str) -> bool:
    """Whether a setting is switched on; one that is not there is off."""
    value = environment.get(name, "").strip().lower()
    if value in YES:
        return True
    if value in NO:
        return False
    raise NinefoldError(f"{name} is “{value}”. It should be 1 for yes, or 0 or nothing for no.")


def check_names(environment: Mapping[str, str], known: Collection[str]) -> None:
    """Raise NinefoldError for a name of ours that is no setting: what it was to switch on would stay off, unsaid."""
    for name in sorted(environment):
        if name.startswith("NINEFOLD_") and name not in known:
            nearest = get_close_matches(name, known, n=1, cutoff=0.8)
            meant = f" Did you mean {nearest[0]}?" if nearest else " docs/settings.md has all of them."
            raise NinefoldError(f"There is no setting {name}.{meant}")


def data_folder(given: str, default: Path) -> Path:
    """Where the data is, made if it is not there. Raises NinefoldError where it cannot be made or written to."""
    folder = Path(given or default)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise NinefoldError(f"The folder for data, {folder}, cannot be made: {error.strerror}. {ELSEWHERE}") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise NinefoldError(f"The folder for data, {folder}, may not be written to by this user. {ELSEWHERE}")
    return folder


def hosts(given: str) -> list[str]:
    """The names under which the site is reached. Raises NinefoldError for one that no browser would ask for."""
    names = [name.strip() for name in given.split(",") if name.strip()] or [*LOCAL_HOSTS]
    for name in names:
        if not HOST.fullmatch(name):
            raise NinefoldError(
                f"NINEFOLD_HOSTS has “{name}” in it. It should hold names alone, without http:// and without a port, "
                "like feedback.example.org,10.0.0.7."
            )
    return names


def check_demonstration(*, demonstration: bool, https: bool) -> None:
    """Raise NinefoldError where a site that is set up for real use would let everybody in as anybody."""
    if demonstration and https:
        raise NinefoldError(
            "NINEFOLD_DEMO and NINEFOLD_HTTPS are both on. In a demonstration everybody may sign in as anybody without "
            "a password, so it does not start behind HTTPS, where sites are real. Turn one of them off."
        )


def face(name: str, logo: str, accent: str) -> Face:
    """What this installation is called and looks like; `logo` is the path of a file.

    Raises NinefoldError for what could not be read on a page, or does more than a logo should.
    """
    return Face(named(name), coloured(accent.strip()), _logo(logo.strip()) if logo.strip() else None)


def _logo(file: str) -> Logo:
    try:
        return read_logo(Path(file).read_bytes())
    except OSError as error:
        raise NinefoldError(f"NINEFOLD_LOGO is {file}, which cannot be read: {error.strerror}.") from error
    except NinefoldError as error:
        raise NinefoldError(f"NINEFOLD_LOGO is {file}. {error}") from error


def hours(environment: Mapping[str, str], name: str, most: int) -> int:
    """A number of hours from 0, which is what one that is not there means."""
    value = environment.get(name, "").strip() or "0"
    if not (value.isascii() and value.isdecimal() and len(value) < 5 and int(value) <= most):
        raise NinefoldError(f"{name} is “{value}”. It should be a whole number from 0 to {most}.")
    return int(value)


def months(environment: Mapping[str, str], name: str, *, default: int, least: int, most: int) -> int:
    """A number of months within bounds; one that is not there is the default."""
    value = environment.get(name, "").strip() or str(default)
    if not (value.isascii() and value.isdecimal() and len(value) < 5 and least <= int(value) <= most):
        raise NinefoldError(f"{name} is “{value}”. It should be a whole number of months from {least} to {most}.")
    return int(value)


def pence(environment: Mapping[str, str], name: str, *, default: int, most: int) -> int:
    """An amount of money in pence; one that is not there is the default."""
    value = environment.get(name, "").strip() or str(default)
    if not (value.isascii() and value.isdecimal() and len(value) < 9 and int(value) <= most):
        raise NinefoldError(
            f"{name} is “{value}”. It should be a whole number of pence from 0 to {most}: 4000 for £40."
        )
    return int(value)


def pages_folder(given: str) -> Path | None:
    """The folder of an academy's own pages, or None where it has none. Raises NinefoldError where there is no such."""
    if not given:
        return None
    folder = Path(given).absolute()
    if not folder.is_dir():
        raise NinefoldError(
            f"NINEFOLD_PAGES is “{given}”, which is not a folder. It should be one with a folder for each language in "
            "it, such as en, and there files such as about-360.md."
        )
    return folder


def backups_folder(given: str) -> Path | None:
    """The folder of the backups, or None where it is not known. Raises NinefoldError where there is no such."""
    folder = Path(given).absolute()
    if given and not folder.is_dir():
        raise NinefoldError(
            f"NINEFOLD_BACKUPS is “{given}”, which is not a folder. It should be the one of the backups."
        )
    return folder if given else None


def contact_email(given: str) -> str:
    """The address of the academy that everybody may read, or nothing. Raises NinefoldError where it is none."""
    name, address = parseaddr(given)
    if given and (name or address != given.strip() or not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", address)):
        raise NinefoldError(f"NINEFOLD_CONTACT_EMAIL is “{given}”. It should be an address alone: help@example.org.")
    return address


def databases(address: str, keys_address: str, name: Path, *, demonstration: bool) -> dict[str, dict[str, Any]]:
    """Django's settings for the main database and the one for keys. SQLite files begin with `name`.

    Raises NinefoldError where keys would lie on the server of the main database: the two would share a log, and a
    copy of it would hold both what is sealed and what opens it. A demonstration has nothing to protect.
    """
    main = database(address, name.with_name(f"{name.name}.sqlite3"))
    keys = database(keys_address, name.with_name(f"{name.name}-keys.sqlite3"), "KEYS_DATABASE_URL")
    if not keys_address:
        # A key that a loss of power takes is lost with all that it seals; keys are few, so each is waited for.
        options = keys["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=NORMAL", "synchronous=FULL")
    if address and keys_address and not demonstration and _server(main) == _server(keys):
        raise NinefoldError(
            "KEYS_DATABASE_URL is on the server of DATABASE_URL. Keys need a server of their own: two databases of one "
            "server share a log, and its backups would hold the answers and what opens them."
        )
    return {"default": main, "keys": keys}


def _server(settings: Mapping[str, Any]) -> tuple[str, str]:
    return settings["HOST"] or "localhost", settings["PORT"] or "5432"


def database(address: str, file: Path, setting: str = "DATABASE_URL") -> dict[str, Any]:
    """Django's settings for the database at this address, or for the SQLite file if the address is empty.

    Raises NinefoldError for an address that is not one of PostgreSQL.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(file),
            "OPTIONS": dict(SQLITE_OPTIONS),
            # The last connection to close writes its log into the file and waits for the disk: not after each request.
            "CONN_MAX_AGE": CONNECTIONS_KEPT_FOR,
        }
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name:
        # The address itself is not repeated: it holds a password.
        raise NinefoldError(
            f"{setting} is not the address of a PostgreSQL database. "
            "It should be like postgresql://user:password@host:5432/name."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "ninefold.site.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(port or "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": CONNECTIONS_KEPT_FOR,
        "CONN_HEALTH_CHECKS": True,
    }


def mail_server(address: str) -> dict[str, Any] | None:
    """How the mail server at this address is reached, as Django's SMTP backend takes it; None for an empty address.

    Raises NinefoldError for an address that is not one of a mail server.
    """
    if not address:
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    tls = parse_qsl(parts.query, keep_blank_values=True)
    starts = tls == [("tls", "starttls")]
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or (tls and not starts) or parts.path.strip("/"):
        # The address itself is not repeated: it holds a password.
        raise NinefoldError(
            "NINEFOLD_MAIL_URL is not the address of a mail server. "
            "It should be like smtp://user:password@host:587?tls=starttls or smtps://user:password@host."
        )
    secure = parts.scheme == "smtps"
    return {
        "host": parts.hostname,
        "port": port or (465 if secure else 587 if starts else 25),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": secure,
        "use_tls": starts and not secure,
        "timeout": MAIL_SERVER_ANSWERS_WITHIN,
    }


def sender(given: str, *, needed: bool) -> str:
    """Whom mail is from, as `Name <name@example.org>`. Raises NinefoldError where there is no address in it."""
    name, address = parseaddr(given or ("" if needed else "Ninefold <ninefold@localhost>"))
    if "@" not in address.strip("@") or not given.isprintable():
        raise NinefoldError(
            f"NINEFOLD_MAIL_FROM is “{given}”. It should be whom mail is from, like Ninefold <feedback@example.org>."
        )
    return formataddr((name, address))


def site_address(given: str) -> str:
    """The address of this site as people type it, without the last slash. Raises NinefoldError where it is none."""
    address = (given or "http://localhost:8000").rstrip("/")
    try:
        parts = urlsplit(address)
        right = parts.scheme in ("http", "https") and parts.hostname and address == f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        right = False
    if not right:
        raise NinefoldError(f"NINEFOLD_ADDRESS is “{given}”. It should be like https://feedback.example.org.")
    return address


SHORTEST_KEY = 50  # characters


def secret_key(given: str, file: Path) -> str:
    """The key that was given, else the one in the file, which is made on first use and readable by its owner alone."""
    if given:
        if len(given) < SHORTEST_KEY:
            raise NinefoldError(f"NINEFOLD_SECRET_KEY has {len(given)} characters. It needs at least {SHORTEST_KEY}.")
        return given
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    try:
        if not file.exists():
            draft.touch(mode=0o600, exist_ok=False)
            draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
            # Web and worker start together: linking lets exactly one of them win, and a key is never half written.
            os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
    try:
        key = file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise NinefoldError(f"The key in {file} cannot be read: {error.strerror}. Run this as its owner.") from error
    if len(key) < SHORTEST_KEY:
        raise NinefoldError(f"The key in {file} is too short. Delete the file, and a new key is made.")
    return key


def former_keys(given: str) -> list[str]:
    """The keys that the site had before. Raises NinefoldError for one that is none."""
    keys = [key.strip() for key in given.split(",") if key.strip()]
    if any(len(key) < SHORTEST_KEY for key in keys):
        # A key itself is not repeated: it opens what is kept.
        raise NinefoldError(
            f"NINEFOLD_FORMER_SECRET_KEYS has a key with fewer than {SHORTEST_KEY} characters. It should hold the keys "
            "that NINEFOLD_SECRET_KEY had before, with commas between them."
        )
    return keys


def teams(*, tenant: str, client: str, secret: str, organiser: str, sign_in: str, graph: str) -> TeamsAccount | None:
    """With what meetings in Teams are asked for; None where none of the four is set that it takes.

    Raises NinefoldError where only some of them are, and for what cannot be right. The secret is never repeated.
    """
    given = {
        "TENANT": tenant.strip(),
        "CLIENT": client.strip(),
        "SECRET": secret.strip(),
        "ORGANISER": organiser.strip(),
    }
    if not any(given.values()):
        return None
    missing = [f"NINEFOLD_TEAMS_{name}" for name, value in given.items() if not value]
    if missing:
        raise NinefoldError(f"Meetings in Teams need {' and '.join(missing)} too, or none of these settings.")
    for name, pattern, example in (
        ("TENANT", r"[\w-]+(\.[\w-]+)*", "an identifier or a domain, like example.onmicrosoft.com"),
        ("CLIENT", IDENTIFIER, "the identifier of an application, like 5f0c…, with 36 characters"),
        ("ORGANISER", IDENTIFIER, "the object identifier of a user, with 36 characters, not an address"),
    ):
        if not re.fullmatch(pattern, given[name], re.ASCII):
            raise NinefoldError(f"NINEFOLD_TEAMS_{name} is “{given[name]}”. It should be {example}.")
    return TeamsAccount(
        tenant=given["TENANT"],
        client=given["CLIENT"],
        secret=given["SECRET"],
        organiser=given["ORGANISER"],
        sign_in=_service(sign_in, SIGN_IN, "NINEFOLD_TEAMS_SIGN_IN"),
        graph=_service(graph, GRAPH, "NINEFOLD_TEAMS_GRAPH"),
    )


def _service(given: str, default: str, name: str) -> str:
    """The address of a service that is sent a secret: by HTTPS, or on this machine."""
    address = (given.strip() or default).rstrip("/")
    try:
        parts = urlsplit(address)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost"))
        right = safe and bool(parts.hostname) and address == f"{parts.scheme}://{parts.netloc}" and not parts.username
    except ValueError:
        right = False
    if not right:
        raise NinefoldError(f"{name} is “{given}”. It should be like {default}.")
    return address
