"""A server on this machine that answers as Microsoft publishes that its services do, and refuses what they refuse.

The sign-in: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
The meeting: https://learn.microsoft.com/graph/api/onlinemeeting-createorget, onlinemeeting-update, onlinemeeting-delete
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

from ninefold.core.teams_account import TeamsAccount

TENANT, CLIENT, SECRET = "example.onmicrosoft.com", "11111111-2222-3333-4444-555555555555", "s3cret~of.the-site"
ORGANISER, TOKEN = "66666666-7777-8888-9999-000000000000", "a.token.of-an-hour"
INSTANT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"


@dataclass
class Microsoft:
    """What was asked of it, the meetings that it has, and how it is out of order, if it is.

    `refuses`: what it answers to a call, by the last part of its path or its method, in place of what it should.
    """

    address: str = ""
    asked: list[str] = field(default_factory=list)
    meetings: dict[str, dict[str, Any]] = field(default_factory=dict)
    refuses: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    is_silent: bool = False
    ends: Event = field(default_factory=Event)

    @property
    def account(self) -> TeamsAccount:
        """An account that it lets in."""
        return TeamsAccount(TENANT, CLIENT, SECRET, ORGANISER, sign_in=self.address, graph=self.address)

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, bytes]:
        """The status and the body that a call gets."""
        self.asked.append(path if method == "POST" else f"{method} {path}")
        if self.is_silent:
            self.ends.wait(30)
        if path.rpartition("/")[2] in self.refuses:
            return self.refuses[path.rpartition("/")[2]]
        if method in self.refuses:
            return self.refuses[method]
        if method != "POST":
            return self._on_one(method, path, headers, body)
        if path == f"/{TENANT}/oauth2/v2.0/token":
            return self._signed_in(headers, body)
        if path == f"/v1.0/users/{ORGANISER}/onlineMeetings/createOrGet":
            return self._meeting(headers, body)
        return refusal(404, "UnknownError")

    def _signed_in(self, headers: Any, body: bytes) -> tuple[int, bytes]:
        if headers["Content-Type"] != "application/x-www-form-urlencoded":
            return 400, b'{"error": "invalid_request"}'
        given = parse_qs(body.decode(), strict_parsing=True)
        wanted = {"client_id": [CLIENT], "grant_type": ["client_credentials"], "scope": [f"{self.address}/.default"]}
        if {**wanted, "client_secret": given.get("client_secret", [])} != given:
            return 400, b'{"error": "invalid_request"}'
        if given["client_secret"] != [SECRET]:
            said = f"AADSTS7000215: Invalid client secret provided: {given['client_secret'][0]}"
            return 401, json.dumps({"error": "invalid_client", "error_description": said}).encode()
        return 200, json.dumps({"token_type": "Bearer", "expires_in": 3599, "access_token": TOKEN}).encode()

    def _on_one(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, bytes]:
        if headers["Authorization"] != f"Bearer {TOKEN}":
            return refusal(401, "InvalidAuthenticationToken")
        start, _, number = path.rpartition("/")
        name = next((name for name, meeting in self.meetings.items() if meeting["id"] == number), None)
        if start != f"/v1.0/users/{ORGANISER}/onlineMeetings" or name is None:
            return refusal(404, "NotFound")
        if method == "DELETE":
            del self.meetings[name]
            return 204, b""
        if headers["Content-Type"] != "application/json":
            return refusal(415, "UnsupportedMediaType")
        given = json.loads(body)
        # It publishes that both times are sent together, and that neither name nor link can be changed.
        if set(given) != {"subject", "startDateTime", "endDateTime"} or not _are_times(given):
            return refusal(400, "BadRequest")
        self.meetings[name] |= given
        return 200, json.dumps(self.meetings[name]).encode()

    def _meeting(self, headers: Any, body: bytes) -> tuple[int, bytes]:
        if headers["Authorization"] != f"Bearer {TOKEN}":
            return refusal(401, "InvalidAuthenticationToken")
        if headers["Content-Type"] != "application/json":
            return refusal(415, "UnsupportedMediaType")
        given = json.loads(body)
        if set(given) != {"externalId", "subject", "startDateTime", "endDateTime"} or not given["externalId"]:
            return refusal(400, "BadRequest")
        if not _are_times(given):
            return refusal(400, "BadRequest")
        is_new = given["externalId"] not in self.meetings
        number = f"MSo{len(self.meetings)}"
        link = f"https://teams.example/l/meetup-join/{number}"
        made = self.meetings.setdefault(given["externalId"], {**given, "id": number, "joinWebUrl": link})
        return (201 if is_new else 200), json.dumps(made).encode()


def _are_times(given: dict[str, str]) -> bool:
    begins, ends = given["startDateTime"], given["endDateTime"]
    if not re.fullmatch(INSTANT, begins) or not re.fullmatch(INSTANT, ends):
        return False
    return datetime.fromisoformat(begins) < datetime.fromisoformat(ends)


def refusal(status: int, code: str) -> tuple[int, bytes]:
    """A refusal in the words of Microsoft Graph."""
    return status, json.dumps({"error": {"code": code, "message": "In words.", "innerError": {}}}).encode()


@contextmanager
def microsoft() -> Iterator[Microsoft]:
    """The server, while it runs."""
    state = Microsoft()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            status, said = state.answer(self.command, self.path, self.headers, body)
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)
            except BrokenPipeError:  # who asked has gone, as was the point
                pass

        do_PATCH = do_DELETE = do_POST  # noqa: N815 - as the base class calls them

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_port}"
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", state.address)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield state
    finally:
        state.ends.set()
        server.shutdown()
        thread.join()
        server.server_close()
