"""Pages for what went wrong: what happened in plain words, and ways on."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.limits import TooManyFailuresError
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trouble:
    """A status, and what its page says."""

    status: int
    heading: str | Promise
    text: str | Promise


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
)
STALE_FORM = Trouble(
    403,
    _("The form was open for too long"),
    _("Nothing was sent. Go back, load the page again and send the form once more. Cookies must be allowed for that."),
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
        return render(request, "site/error.jinja", {"trouble": trouble}, status=trouble.status)

    return view


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page of a request that could not be read; one under an unknown name says what its owner can do."""
    trouble = UNKNOWN_NAME if isinstance(exception, DisallowedHost) else BAD_REQUEST
    return _page(trouble)(request)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The page of what an action refused, in its own words, which are for people; None for any other exception."""
    if isinstance(exception, TooManyFailuresError):
        return _page(Trouble(429, TOO_MANY, str(exception)))(request)
    if isinstance(exception, NotAllowedError):
        return _page(Trouble(403, FORBIDDEN.heading, str(exception)))(request)
    if isinstance(exception, NinefoldError):
        # A view that shows a form says this beside it; this is for two tabs, a double click, the way back.
        log.warning("%s was refused: %s", request.method, type(exception).__name__)
        return _page(Trouble(409, NOT_NOW, str(exception)))(request)
    return None


form_alone = _page(FORM_ALONE)
forbidden = _page(FORBIDDEN)
stale_form = _page(STALE_FORM)
not_found = _page(NOT_FOUND)


def fault(request: HttpRequest) -> HttpResponse:
    """The page of a fault of ours; where the page itself cannot be drawn, its words alone.

    What Django cannot answer the web server would tell in its own log, with all that the fault says.
    """
    try:
        return _page(FAULT)(request)
    except Exception:
        log.exception("The page of a fault could not be drawn.")
        return HttpResponse(f"{FAULT.heading}. {FAULT.text}", content_type="text/plain; charset=utf-8", status=500)
