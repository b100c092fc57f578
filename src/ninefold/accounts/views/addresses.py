"""One's own addresses."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ninefold.accounts import queries
from ninefold.accounts.actions.addresses import remove_address, set_private_address, write_to_address
from ninefold.accounts.codes import Mailbox, Purpose
from ninefold.accounts.doors import PersonRequest, known
from ninefold.accounts.forms import AddressForm
from ninefold.accounts.views.sign_in import ask_for_code, given
from ninefold.core.errors import NinefoldError


@require_http_methods(["GET", "HEAD", "POST"])
@known
def addresses(request: PersonRequest) -> HttpResponse:
    """Look at one's addresses, and add one: a code goes there, whoever has it."""
    form = AddressForm(given(request))
    if form.is_valid():
        email = form.cleaned_data["email"]
        if email in [address.email for address in queries.addresses_of(request.user)]:
            form.add_error("email", _("You have that address already."))
        else:
            return ask_for_code(request, Mailbox(Purpose.ADD_ADDRESS, email, {"person": str(request.user.pk)}))
    return _page(request, form)


@require_POST
@known
def write_to(request: PersonRequest) -> HttpResponse:
    """Have mail go to another address."""
    return _change(request, lambda email: write_to_address(person=request.user, email=email, at=timezone.now()))


@require_POST
@known
def private(request: PersonRequest) -> HttpResponse:
    """Say which address is private, or with an empty one that none is."""
    return _change(request, lambda email: set_private_address(person=request.user, email=email, at=timezone.now()))


@require_POST
@known
def remove(request: PersonRequest) -> HttpResponse:
    """Take an address away."""
    return _change(request, lambda email: remove_address(person=request.user, email=email, at=timezone.now()))


def _change(request: PersonRequest, change: Callable[[str], None]) -> HttpResponse:
    """Change what is said of one address; where that cannot be, the page says why."""
    try:
        change(request.POST.get("address", ""))
    except NinefoldError as error:
        return _page(request, AddressForm(), trouble=str(error))
    return redirect("accounts:addresses")


def _page(request: PersonRequest, form: AddressForm, trouble: str = "") -> HttpResponse:
    context = {"form": form, "addresses": queries.addresses_of(request.user), "trouble": trouble}
    return render(request, "accounts/addresses.jinja", context, status=422 if form.errors or trouble else 200)
