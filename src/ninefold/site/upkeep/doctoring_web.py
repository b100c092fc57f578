"""Whether the site is reached by its address as a visitor reaches it: through the proxy, by TLS, and as itself."""

import http.client
import json
import ssl
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from ninefold.site.queries import mark_of_installation
from ninefold.site.upkeep.findings import BROKEN, LOOK, WELL, Finding

PATIENCE = 10  # seconds
DAYS_LEFT, DAYS_LEFT_AT_LEAST = 21, 3
MOST = 10_000  # bytes


def address(at: datetime) -> Finding:
    """Whether this installation answers under NINEFOLD_ADDRESS, and how long its certificate is good."""
    where = urlsplit(settings.SITE_ADDRESS)
    try:
        said, good_until = _ask(where.scheme, where.hostname or "", where.port)
    except ssl.SSLCertVerificationError as error:
        return _broken(f"has a certificate that browsers refuse ({error.verify_message}); renew it at the proxy.")
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return _broken(f"is not reached from this machine ({reason}); see the proxy, its name and its firewall.")
    if said.get("installation") != mark_of_installation():
        return _broken("answers, but not as this installation; see where the proxy leads, and NINEFOLD_SECRET_KEY.")
    if not said.get("ready"):
        return _broken("answers that it is not ready; see its log, and the lines above.")
    return _without_tls(where.hostname or "") if good_until is None else _with_tls(good_until, at)


def _without_tls(host: str) -> Finding:
    if settings.DEMO or host in ("localhost", "127.0.0.1"):
        return Finding("address", WELL, f"{settings.SITE_ADDRESS} answers, on this machine or in a demonstration.")
    return _broken("answers without TLS; put a proxy with a certificate before it, and set NINEFOLD_HTTPS.")


def _with_tls(good_until: datetime, at: datetime) -> Finding:
    days = (good_until - at).days
    answers = f"{settings.SITE_ADDRESS} answers by TLS, and its certificate is good for {days} days"
    if days >= DAYS_LEFT:
        return Finding("address", WELL, f"{answers}.")
    state = LOOK if days >= DAYS_LEFT_AT_LEAST else BROKEN
    return Finding("address", state, f"{answers}; see why the proxy has not renewed it.")


def _broken(said: str) -> Finding:
    return Finding("address", BROKEN, f"{settings.SITE_ADDRESS} {said}")


def _ask(scheme: str, host: str, port: int | None) -> tuple[dict[str, Any], datetime | None]:
    """What /readyz says there, and until when the certificate is good, where there is one."""
    if scheme == "https":
        secure = http.client.HTTPSConnection(host, port, timeout=PATIENCE, context=ssl.create_default_context())
        connection: http.client.HTTPConnection = secure
    else:
        connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        connection.connect()
        connection.request("GET", "/readyz", headers={"Accept": "application/json"})
        # Asked while it is open: once the answer is there, the connection may be gone.
        good_until = _good_until(connection.sock)
        return _as_json(connection.getresponse().read(MOST)), good_until
    finally:
        connection.close()


def _good_until(sock: object) -> datetime | None:
    if not isinstance(sock, ssl.SSLSocket):
        return None
    certificate = sock.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), UTC)


def _as_json(content: bytes) -> dict[str, Any]:
    """The answer, read; nothing where it is something else than an answer of ours."""
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
