"""In a demonstration alone: come in as somebody of it, at a press of a button."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from ninefold.accounts import queries
from ninefold.accounts.doors import CHOSEN
from ninefold.accounts.forms import RoleForm
from ninefold.accounts.views.sign_in import enter, next_page


@require_POST
def try_as(request: HttpRequest, number: int) -> HttpResponse:
    """Sign in as this person of the demonstration."""
    person = queries.person_to_try(number)
    if person is None:
        raise Http404
    response = enter(request, person, person.email, next_page(request))
    form = RoleForm(request.POST)
    if form.is_valid():  # one that is not theirs is passed over where roles are looked up
        request.session[CHOSEN] = form.cleaned_data["role"]
    return response
