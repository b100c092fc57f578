"""Pages for what went wrong: what happened in plain words, and ways on."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.limits import TooManyFailuresError
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError

log = logging.getLogger(__name__)


# A flower that lost a petal, for what is not there or broke; a bud, for what is not open, or not yet.
MISSING, CLOSED = "missing", "bud"


@dataclass(frozen=True)
class Trouble:
    """A status, what its page says, and the drawing beside it."""

    status: int
    heading: str | Promise
    text: str | Promise
    picture: str = MISSING


BAD_REQUEST = Trouble(
    400,
    _("We could not read that request"),
    _("Something in the address or the form was not as it should be. Go back and try again."),
)
UNKNOWN_NAME = Trouble(
    400,
    _("This site does not go by that name"),
    _("Use the address that you were given. Whoever runs the site can add a name with the setting NINEFOLD_HOSTS."),
)
FORBIDDEN = Trouble(
    403,
    _("This page is not open to you"),
    _("It belongs to somebody else, or your role here does not include it."),
    CLOSED,
)
STALE_FORM = Trouble(
    403,
    _("The form was open for too long"),
    _("Nothing was sent. Go back, load the page again and send the form once more. Cookies must be allowed for that."),
    CLOSED,
)
NO_COOKIES = Trouble(
    403,
    _("Your browser has to allow cookies for this form"),
    _(
        "Nothing was sent: without a cookie nobody could tell that the form came from you. The cookies here are read "
        "by this site alone and end with the browser session. All there is to read works without them."
    ),
    CLOSED,
)
TOO_MANY = _("Please wait a little")
NOT_NOW = _("That cannot be done now")
FORM_ALONE = Trouble(
    405,
    _("There is nothing to see at this address"),
    _("A form is sent there. Go back to the page with the form, and press its button."),
)
NOT_FOUND = Trouble(
    404,
    _("Page not found"),
    _("If you typed the address, check that it is right. If you followed a link, the page may have moved."),
)
FAULT = Trouble(
    500,
    _("Something went wrong here"),
    _("It was our fault and not yours. Try again in a few minutes. Nothing that you sent was kept."),
)


def _page(trouble: Trouble) -> Callable[..., HttpResponse]:
    """The view of a trouble. What Django tells it besides the request is not shown: it may be somebody's trick."""

    def view(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
        told = {"trouble": trouble, "came_from": _came_from(request)}
        return render(request, "site/error.jinja", told, status=trouble.status)

    return view


def _came_from(request: HttpRequest) -> str:
    """The page of ours on which somebody followed what led here, where the browser says so and it is another."""
    try:
        page = urlsplit(request.headers.get("Referer", ""))
        ours = page.netloc == request.get_host()
    except (ValueError, DisallowedHost):
        return ""
    there = page.path + (f"?{page.query}" if page.query else "")
    # A path that begins with two slashes would be the name of another site.
    is_page = ours and there.startswith("/") and not there.startswith("//")
    return there if is_page and there not in ("/", request.get_full_path()) else ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page of a request that could not be read; one under an unknown name says what its owner can do."""
    trouble = UNKNOWN_NAME if isinstance(exception, DisallowedHost) else BAD_REQUEST
    return _page(trouble)(request)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The page of what an action refused, in its own words, which are for people; None for any other exception."""
    if isinstance(exception, TooManyFailuresError):
        return _page(Trouble(429, TOO_MANY, str(exception), CLOSED))(request)
    if isinstance(exception, NotAllowedError):
        return _page(Trouble(403, FORBIDDEN.heading, str(exception), CLOSED))(request)
    if isinstance(exception, NinefoldError):
        # A view that shows a form says this beside it; this is for two tabs, a double click, the way back.
        log.warning("%s was refused: %s", request.method, type(exception).__name__)
        return _page(Trouble(409, NOT_NOW, str(exception), CLOSED))(request)
    return None


form_alone = _page(FORM_ALONE)
forbidden = _page(FORBIDDEN)
not_found = _page(NOT_FOUND)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page of a form that cannot be believed: it stood open for too long, or the browser allows no cookies."""
    del reason
    return _page(STALE_FORM if request.COOKIES else NO_COOKIES)(request)


def fault(request: HttpRequest) -> HttpResponse:
    """The page of a fault of ours; where the page itself cannot be drawn, its words alone.

    What Django cannot answer the web server would tell in its own log, with all that the fault says.
    """
    try:
        return _page(FAULT)(request)
    except Exception:
        log.exception("The page of a fault could not be drawn.")
        return HttpResponse(f"{FAULT.heading}. {FAULT.text}", content_type="text/plain; charset=utf-8", status=500)
