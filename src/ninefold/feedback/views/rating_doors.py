"""How a rater comes in, without an account: by the link in a mail or the code on a letter, and once in, by the browser.

The browser session holds the numbers of the raters that were opened in it, each with the hash of its link: so a link
that is moved closes every browser in which it was open. It holds nothing of what anybody does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from ninefold.accounts.languages import has_chosen, offered, spoken
from ninefold.accounts.leaving import take_out
from ninefold.accounts.sessions import change_others
from ninefold.feedback.actions.answers import open_invitation
from ninefold.feedback.models import AssessmentState, Rater
from ninefold.feedback.queries.open_answers import CODE, AnsweringEndedError, read_told, seal_of
from ninefold.feedback.queries.opened_raters import find_answering, find_reading
from ninefold.feedback.views.rating_troubles import NO_LONGER, NOT_OPENED, ShutError, Trouble, as_page, over

# What the browser session calls those that are open in it, those whose code is still asked for, and the choice of
# somebody who uses a computer that others use too.
OPENED, LOCKED, SHARED = "raters", "locked_raters", "shared_computer"

Parts = ParamSpec("Parts")
Tell = Callable[[HttpRequest, Trouble], HttpResponse]


class RaterRequest(HttpRequest):
    """A request of a rater whose invitation is open in this browser."""

    rater: Rater


View = Callable[Concatenate[RaterRequest, Parts], HttpResponse]
Page = Callable[..., HttpResponse]  # of the request, the number in the address, and what the view takes besides


def opened(view: View[Parts], tell: Tell = as_page) -> Page:
    """A door for the rater with the number in the address, if their invitation is open in this browser and runs."""

    @wraps(view)
    def enter(request: HttpRequest, pk: int, *args: Parts.args, **kwargs: Parts.kwargs) -> HttpResponse:
        if str(pk) in request.session.get(LOCKED, {}):
            return redirect("feedback:unlock", pk=pk)
        asking = cast("RaterRequest", request)
        try:
            asking.rater = _find_open(request, pk)
            return view(asking, *args, **kwargs)
        except ShutError as error:
            return tell(request, error.trouble)
        except AnsweringEndedError:  # it closed while the page was being made
            asking.rater.assessment.refresh_from_db(fields=["state"])
            return tell(request, over(asking.rater.assessment))

    return enter


def _find_open(request: HttpRequest, number: int) -> Rater:
    link_hash = request.session.get(OPENED, {}).get(str(number))
    if link_hash is None:
        raise ShutError(NOT_OPENED)
    find = find_answering if request.method == "POST" else find_reading
    return check_open(request, find(number, link_hash))


def check_open(request: HttpRequest, rater: Rater | None) -> Rater:
    """The rater, spoken to in their language, if there is one and their questionnaire runs. Raises ShutError."""
    if rater is None:
        raise ShutError(NO_LONGER)
    speak_to(request, rater)
    if rater.assessment.state != AssessmentState.OPEN:
        raise ShutError(over(rater.assessment))
    return rater


def speak_to(request: HttpRequest, rater: Rater) -> None:
    """Speak the language of the invitation, unless another was chosen in this browser."""
    if not has_chosen(request):
        translation.activate(offered(rater.language))


def let_in(request: HttpRequest, rater: Rater) -> HttpResponse:
    """Open a rater's invitation in this browser, or ask for their code first, and lead on."""
    open_invitation(rater=rater)
    has_code = bool(read_told(seal_of(rater), [CODE]).get(CODE))
    keep(request, LOCKED if has_code else OPENED, rater)
    return redirect("feedback:unlock" if has_code else "feedback:welcome", pk=rater.pk)


def keep(request: HttpRequest, where: str, rater: Rater) -> None:
    """Note in the browser session that this rater's link was opened in it. Its own number changes, as at a sign-in."""
    session = request.session
    if session.session_key is not None:
        session.cycle_key()
    number = str(rater.pk)
    for kept in (OPENED, LOCKED):
        others = {key: value for key, value in session.get(kept, {}).items() if key != number}
        session[kept] = {**others, number: rater.link_hash} if kept == where else others


def shut_elsewhere(request: HttpRequest, rater: Rater, at: datetime) -> None:
    """Shut this rater's invitation in every other browser in which it is open."""
    number = str(rater.pk)

    def shut(held: dict[str, Any]) -> bool:
        return held.get(OPENED, {}).pop(number, None) is not None

    change_others(request.session, shut, at=at)


def is_shared(request: HttpRequest) -> bool:
    """Whether somebody has said that others use this computer too."""
    return bool(request.session.get(SHARED))


def leave_clean(request: HttpRequest, *, sent: bool = False) -> HttpResponse:
    """Leave nothing of all this in the browser, and go to a page that says so in the language of this one."""
    request.session.flush()
    told = {"in": spoken(), **({"sent": "1"} if sent else {})}
    response = redirect(f"{reverse('feedback:left')}?{urlencode(told)}")
    # Cookies go by their names: to have all cleared would end those of other sites under the same domain.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.delete_cookie(settings.CSRF_COOKIE_NAME)
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return take_out(response)
