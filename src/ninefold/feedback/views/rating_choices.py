"""What a rater can choose besides answering: another group, an address of their own, a code, to decline, to leave."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from ninefold.accounts.languages import has_chosen, offered
from ninefold.accounts.limits import check_not_too_many, note_failure
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.answers import GroupFrozenError, change_group, decline, lock_with_code
from ninefold.feedback.actions.moving import move_to_own_address
from ninefold.feedback.forms.rating import AddressForm, CodeForm, GroupForm
from ninefold.feedback.models import Rater
from ninefold.feedback.queries.grouping import choices_of
from ninefold.feedback.queries.invitations import invitations_in, told_by
from ninefold.feedback.queries.open_answers import CODE, AnsweringEndedError
from ninefold.feedback.views.acts import EITHER, given
from ninefold.feedback.views.rating_doors import (
    OPENED,
    SHARED,
    RaterRequest,
    is_shared,
    keep,
    leave_clean,
    let_in,
    opened,
    shut_elsewhere,
    speak_to,
)
from ninefold.feedback.views.rating_pages import Ways, common
from ninefold.feedback.views.rating_troubles import NOT_OPENED, as_page, over

# New links that one rater may have sent in ten minutes: enough to mend a typing error, too few to pester somebody.
MOST_MOVES, MOVES = 4, "moved-invitation"


@EITHER
@opened
def group(request: RaterRequest) -> HttpResponse:
    """Count in another group, as long as nothing was answered."""
    rater, ways = request.rater, Ways(request.rater.pk)
    choices = choices_of(rater)
    form = GroupForm(given(request), choices=choices, initial={"group": rater.group})
    if form.is_valid():
        try:
            change_group(rater=rater, group=form.cleaned_data["group"])
        except GroupFrozenError as error:
            form.add_error("group", str(error))
        else:
            return redirect(f"{ways.start}?note=group")
    return _form_page(request, "group", form)


@EITHER
@opened
def address(request: RaterRequest) -> HttpResponse:
    """Have the invitation sent to an address of one's own. This browser stays open, every other one is shut."""
    rater, ways = request.rater, Ways(request.rater.pk)
    form = AddressForm(given(request))
    if form.is_valid():
        at = timezone.now()
        try:
            check_not_too_many(MOVES, str(rater.pk), at=at, most=MOST_MOVES)
            move_to_own_address(rater=rater, email=form.cleaned_data["email"], at=at)
        except AnsweringEndedError:
            raise
        except NinefoldError as error:
            form.add_error("email", str(error))
        else:
            note_failure(MOVES, str(rater.pk), at=at)
            keep(request, OPENED, rater)
            return redirect(f"{ways.start}?note=moved")
    return _form_page(request, "address", form)


@EITHER
@opened
def code(request: RaterRequest) -> HttpResponse:
    """Have the link ask for four digits in other browsers, or no longer."""
    rater, ways = request.rater, Ways(request.rater.pk)
    if "remove" in request.POST:
        lock_with_code(rater=rater, code="")
        return redirect(f"{ways.start}?note=no-code")
    form = CodeForm(given(request))
    if form.is_valid():
        lock_with_code(rater=rater, code=form.cleaned_data["code"])
        shut_elsewhere(request, rater, timezone.now())
        return redirect(f"{ways.start}?note=code")
    return _form_page(request, "code", form, has_code=bool(told_by(rater, [CODE]).get(CODE)))


@EITHER
@opened
def declining(request: RaterRequest) -> HttpResponse:
    """Decline: no reason is asked, nobody is told, and one can think again until the close."""
    if request.method == "POST":
        decline(rater=request.rater)
        return redirect(Ways(request.rater.pk).start)
    context = common(request, request.rater, Ways(request.rater.pk))
    return render(request, "feedback/rating/decline.jinja", context)


@require_POST
@opened
def shared(request: RaterRequest) -> HttpResponse:
    """Note in the browser session that others use this computer too."""
    request.session[SHARED] = True
    return redirect(f"{Ways(request.rater.pk).start}?note=shared")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave nothing of all this in the browser."""
    for rater in invitations_in(request.session.get(OPENED, {})).opened[:1]:
        speak_to(request, rater)
    return leave_clean(request)


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """What is gone from this browser, and the one thing that a page cannot take out of it."""
    if "in" in request.GET and not has_chosen(request):
        translation.activate(offered(request.GET["in"]))
    return render(request, "feedback/rating/left.jinja", {"sent": "sent" in request.GET})


@EITHER
def asked_by(request: HttpRequest) -> HttpResponse:
    """All who asked whoever uses this browser. Those that were sent to the same mailbox can be opened from here."""
    found = invitations_in(request.session.get(OPENED, {}))
    if not found.opened:
        return as_page(request, NOT_OPENED)
    speak_to(request, found.opened[0])
    other = found.other(request.POST.get("rater", ""))
    if other is None:
        status = 404 if request.method == "POST" else 200
        lists = {"opened": _with_dates(found.opened), "others": _with_dates(found.others)}
        context = {**lists, "shared": is_shared(request)}
        return render(request, "feedback/rating/asked_by.jinja", context, status=status)
    try:
        return let_in(request, other)
    except AnsweringEndedError:
        return as_page(request, over(other.assessment))


def _form_page(
    request: RaterRequest, name: str, form: AddressForm | CodeForm | GroupForm, **more: bool
) -> HttpResponse:
    context = {**common(request, request.rater, Ways(request.rater.pk)), "form": form, **more}
    return render(request, f"feedback/rating/{name}.jinja", context, status=422 if form.is_bound else 200)


def _with_dates(raters: Iterable[Rater]) -> list[tuple[int, str, str]]:
    """The number of each, who has asked, and the closing date in words."""
    return [
        (rater.pk, rater.assessment.participant.name, date_format(rater.assessment.closes_on, "l j F"))
        for rater in raters
    ]
