"""Saying that one would come to a CPD session, confirming it from a mail, withdrawing it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ninefold.academy.actions.interest import (
    confirm_interest,
    express_interest,
    express_unconfirmed_interest,
    withdraw_interest,
)
from ninefold.academy.forms.interest import InterestForm
from ninefold.academy.models import Interest
from ninefold.academy.queries.interest import interest_by_link, own_interest, title_of
from ninefold.academy.queries.rules import region_of
from ninefold.academy.views.one_click import one_click
from ninefold.accounts.acts import EITHER, done, given
from ninefold.accounts.limits import visitor
from ninefold.accounts.models import Person


def _withdraw_by_link(told: str, at: datetime) -> bool:
    """What one click in a mail about it does; whether the link led to anything."""
    found = interest_by_link(told, at)
    if found is not None:
        withdraw_interest(interest=found, at=at)
    return found is not None


@EITHER
def interest(request: HttpRequest) -> HttpResponse:
    """What one would come to. Of a stranger it is the same page whoever has the address."""
    person = request.user if isinstance(request.user, Person) else None
    form = InterestForm(given(request), person=person, initial=_initial(request, person))
    if form.is_valid():
        at = timezone.now()
        if person is not None:
            express_interest(said=form.said, person=person, at=at)
            return done(request, _("It is noted. You hear from us when there is a date."), "academy:interest")
        email, name = form.cleaned_data["email"], form.cleaned_data["name"]
        express_unconfirmed_interest(said=form.said, name=name, email=email, visitor=visitor(request), at=at)
        return render(request, "academy/interest/look_into_your_mail.jinja", {"email": email})
    context = {"form": form, "person": person, "own": _told(person)}
    return render(request, "academy/interest/interest.jinja", context, status=422 if form.is_bound else 200)


@EITHER
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of a mail leads: to look changes nothing, to press the button confirms."""
    found = interest_by_link(token, timezone.now())
    if found is None:
        return _nothing(request)
    if request.method == "POST":
        confirm_interest(interest=found, visitor=visitor(request), at=timezone.now())
        return redirect("academy:interest_confirm", token=token)
    return _page(request, "confirm", found, token)


@EITHER
@one_click(_withdraw_by_link)
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """The same for withdrawing it."""
    found = interest_by_link(token, timezone.now())
    if found is None:
        return _nothing(request)
    if request.method == "POST":
        withdraw_interest(interest=found, at=timezone.now())
        return render(request, "academy/interest/withdrawn.jinja")
    return _page(request, "withdraw", found, token)


@EITHER
def withdraw_own(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw what one said while signed in."""
    person = request.user if isinstance(request.user, Person) else None
    found = next((each for each in own_interest(person) if each.pk == pk), None) if person is not None else None
    if found is None:
        return _nothing(request)
    if request.method == "POST":
        withdraw_interest(interest=found, at=timezone.now())
        return done(request, _("It is withdrawn."), "academy:interest")
    return _page(request, "withdraw", found, "")


def _page(request: HttpRequest, name: str, found: Interest, token: str) -> HttpResponse:
    context = {"interest": found, "topic": title_of(found.topic), "token": token}
    return render(request, f"academy/interest/{name}.jinja", context)


def _nothing(request: HttpRequest) -> HttpResponse:
    return render(request, "academy/interest/nothing.jinja", status=404)


def _told(person: Person | None) -> list[tuple[Interest, str]]:
    return [] if person is None else [(each, title_of(each.topic)) for each in own_interest(person)]


def _initial(request: HttpRequest, person: Person | None) -> dict[str, Any]:
    """What the form begins with: what the link here was about, and where somebody who has signed in is at home."""
    home = None if person is None else region_of(person)
    return {"topic": request.GET.get("topic", ""), "cpd": request.GET.get("cpd", ""), "region": home.pk if home else ""}
