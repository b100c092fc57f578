"""A browser without a screen: one connection kept open, cookies, nothing else, so that it costs the machine little."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlencode

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: ([^=]+)=([^;]*)", re.IGNORECASE)
_PLACE = re.compile(rb"\r\nlocation: ([^\r]+)", re.IGNORECASE)


class RefusedError(Exception):
    """The site answered with what no visitor should see; the text has the request and the status."""


class Visitor:
    """One visitor of the site on this port of this machine, from an address of it; `beside` goes with each request."""

    def __init__(self, port: int, *, beside: Mapping[str, str] = MappingProxyType({}), source: str = "") -> None:
        self._port = port
        self._beside = [f"{name}: {value}".encode() for name, value in beside.items()]
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30, source_address=(source, 0))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.cookies: dict[bytes, bytes] = {}
        self.token = b""

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def get(self, path: str) -> bytes:
        """A page, redirects followed. Its form's token is kept for the next `post`."""
        return self._follow(self._send(b"GET", path.encode(), b""))

    def post(self, path: str, fields: dict[str, str], *, follow: bool = True) -> bytes:
        """Send a form with the token of the last page, and by default go where the answer leads."""
        body = urlencode({"csrfmiddlewaretoken": self.token.decode(), **fields}).encode()
        head, page = self._send(b"POST", path.encode(), body)
        return self._follow((head, page)) if follow else page

    def _follow(self, answer: tuple[bytes, bytes]) -> bytes:
        head, page = answer
        while place := _PLACE.search(head):
            head, page = self._send(b"GET", place[1], b"")
        if token := _TOKEN.search(page):
            self.token = token[1]
        return page

    def _send(self, method: bytes, path: bytes, body: bytes) -> tuple[bytes, bytes]:
        lines = [method + b" " + path + b" HTTP/1.1", b"host: 127.0.0.1:%d" % self._port]
        lines += self._beside
        lines.append(b"cookie: " + b"; ".join(name + b"=" + value for name, value in self.cookies.items()))
        if method == b"POST":
            lines += [b"content-type: application/x-www-form-urlencoded", b"content-length: %d" % len(body)]
            lines.append(b"origin: http://127.0.0.1:%d" % self._port)
        self._socket.sendall(b"\r\n".join(lines) + b"\r\n\r\n" + body)
        head, page = self._receive()
        for name, value in _COOKIE.findall(head):
            self.cookies[name] = value
        status = int(head[9:12])
        if status >= 400:
            raise RefusedError(f"{method.decode()} {path.decode()}: {status}")
        return head, page

    def _receive(self) -> tuple[bytes, bytes]:
        read = b""
        while b"\r\n\r\n" not in read:
            read += self._more()
        head, _, page = read.partition(b"\r\n\r\n")
        found = _LENGTH.search(head)
        length = int(found[1]) if found else 0
        while len(page) < length:
            page += self._more()
        return head, page

    def _more(self) -> bytes:
        read = self._socket.recv(65536)
        if not read:
            raise RefusedError("The site hung up.")
        return read
