"""Pages for what went wrong: what happened in plain words, and ways on."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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


def _page(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    return render(request, "site/error.jinja", {"trouble": trouble}, status=trouble.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of status 400. What was wrong is not repeated: it may be somebody's trick."""
    return _page(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of status 403."""
    return _page(request, FORBIDDEN)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page of a form whose proof of origin is missing or old."""
    return _page(request, STALE_FORM)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of status 404."""
    return _page(request, NOT_FOUND)


def fault(request: HttpRequest) -> HttpResponse:
    """The page of status 500."""
    return _page(request, FAULT)
