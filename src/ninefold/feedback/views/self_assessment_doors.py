"""How somebody comes to their self-assessment: by the cookie of the browser in which it was begun, or signed in.

The cookie ends with the browser session, is sent to these pages alone, and is taken out when somebody signs out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.doors import PersonRequest, known
from ninefold.feedback.models import SelfAssessment
from ninefold.feedback.queries.questionnaires import FormPage
from ninefold.feedback.queries.self_assessments import COOKIE, COOKIE_PATH, GoneError, Holder, cookie_of, secret_of
from ninefold.feedback.views.rating_troubles import Trouble

BEGUN = "begun"  # in the address of the page that a cookie was just set for

Parts = ParamSpec("Parts")
Page = Callable[..., HttpResponse]
Tell = Callable[[HttpRequest, Trouble], HttpResponse]

NOT_HERE = Trouble(
    404,
    _("There is no self-assessment open in this browser"),
    (
        _(
            "One that is not kept in an account is gone when the browser is closed, when you sign out, when you delete "
            "it, or a day after your last answer. Nobody can bring it back: that is what keeps it yours."
        ),
        _("If you kept it, sign in, and you find it among your self-assessments."),
    ),
    _("Not saved: this self-assessment is not open in this browser any more."),
)
NEEDS_A_COOKIE = Trouble(
    403,
    _("Your browser has to allow a cookie for this"),
    (
        _(
            "Your answers are kept under a key that only your browser has, and that key is a cookie. It is sent to "
            "this site alone, ends when you close the browser, and is used for nothing else."
        ),
        _("Allow cookies for this site, then start again. All there is to read here works without."),
    ),
)


@dataclass(frozen=True)
class Ways:
    """The addresses of one self-assessment: that of a browser, or with a number that of an account."""

    pk: int | None = None

    @property
    def kept(self) -> bool:
        """Whether it is in an account."""
        return self.pk is not None

    def page(self, page: FormPage) -> str:
        """A page with questions."""
        return self._to("page", slug=page.slug)

    def to(self, name: str) -> str:
        """One of the others: save, check, result, pdf, plan, delete."""
        return self._to(name)

    def _to(self, name: str, **parts: str) -> str:
        numbered: dict[str, int | str] = {**parts} if self.pk is None else {"pk": self.pk, **parts}
        return reverse(f"feedback:self_assessment_{'kept_' if self.kept else ''}{name}", kwargs=numbered or None)


View = Callable[Concatenate[HttpRequest, Holder, Ways, Parts], HttpResponse]


def as_page(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """The trouble as a page; a cookie that opens nothing any more is taken out of the browser."""
    response = render(request, "feedback/self_assessment/trouble.jinja", {"trouble": trouble}, status=trouble.status)
    return take_cookie(response) if COOKIE in request.COOKIES else response


def as_line(_request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """The trouble as one line, for the script that saves; after it nothing more is sent."""
    return HttpResponse(str(trouble.line), status=410, content_type="text/plain; charset=utf-8")


def in_browser(view: View[Parts], tell: Tell = as_page) -> Page:
    """A door for whoever sits at the browser in which it was begun."""

    @wraps(view)
    def enter(request: HttpRequest, /, *args: Parts.args, **kwargs: Parts.kwargs) -> HttpResponse:
        secret = secret_in(request)
        if secret is None:
            return tell(request, NEEDS_A_COOKIE if BEGUN in request.GET else NOT_HERE)
        try:
            return view(request, secret, Ways(), *args, **kwargs)
        except GoneError:  # also where it went while the page was being made
            return tell(request, NOT_HERE)

    return enter


def in_account(view: View[Parts]) -> Page:
    """A door for whoever keeps the one with the number in the address; for everybody else there is none."""

    @known
    @wraps(view)
    def enter(request: PersonRequest, /, pk: int, *args: Parts.args, **kwargs: Parts.kwargs) -> HttpResponse:
        row = SelfAssessment.objects.visible_to(request.user).select_related("person").filter(pk=pk).first()
        if row is None:
            raise Http404
        return view(request, row, Ways(pk), *args, **kwargs)

    return enter


def secret_in(request: HttpRequest) -> bytes | None:
    """The secret that this browser has, if it has one."""
    return secret_of(request.COOKIES.get(COOKIE))


def give_cookie(response: HttpResponse, secret: bytes) -> HttpResponse:
    """The response, with the key for this browser and for as long as it is open."""
    response.set_cookie(
        COOKIE,
        cookie_of(secret),
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def take_cookie(response: HttpResponse) -> HttpResponse:
    """The response, which takes the key out of the browser."""
    response.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Lax")
    return response
