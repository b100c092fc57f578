"""One's own account: name, password, roles, the way out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ninefold.accounts import queries
from ninefold.accounts.actions import own_account
from ninefold.accounts.adapter import MOST_WRONG_PASSWORDS
from ninefold.accounts.codes import GOOD_FOR
from ninefold.accounts.doors import CHOSEN, PROVED, PersonRequest, known
from ninefold.accounts.forms import NameForm, PasswordForm, RoleForm
from ninefold.accounts.leaving import take_out
from ninefold.accounts.limits import check_not_too_many, note_failure
from ninefold.accounts.own_pages import own_pages
from ninefold.accounts.views.sign_in import given


@require_safe
@known
def account(request: PersonRequest) -> HttpResponse:
    """What is known of oneself, and what can be changed."""
    addresses = queries.addresses_of(request.user)
    context = {"person": request.user, "addresses": addresses, "own_pages": own_pages()}
    return render(request, "accounts/account.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@known
def name(request: PersonRequest) -> HttpResponse:
    """Change one's name."""
    form = NameForm(given(request), initial={"name": request.user.name})
    if form.is_valid():
        own_account.rename_oneself(person=request.user, name=form.cleaned_data["name"], at=timezone.now())
        return _back(request, _("Your name is changed."))
    return render(request, "accounts/name.jinja", {"form": form}, status=422 if form.is_bound else 200)


@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "HEAD", "POST"])
@known
def password(request: PersonRequest) -> HttpResponse:
    """Set a password, or change it. Who has just come in by a code need not know the old one."""
    at, person = timezone.now(), request.user
    proved = at.timestamp() - request.session.get(PROVED, 0) < GOOD_FOR.total_seconds()
    form = PasswordForm(person, given(request), asks_old=person.has_usable_password() and not proved)
    if form.is_bound and "old" in form.fields:
        check_not_too_many("password", person.email, at=at, most=MOST_WRONG_PASSWORDS)
    if form.is_valid():
        if "old" not in form.fields or person.check_password(form.cleaned_data["old"]):
            own_account.set_password(person=person, password=form.cleaned_data["new"], at=at)
            update_session_auth_hash(request, person)
            return _back(request, _("Your password is set. Other browsers are signed out."))
        note_failure("password", person.email, at=at)
        form.add_error("old", _("That is not the password you have now."))
    return render(request, "accounts/password.jinja", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@known
def choose_role(request: PersonRequest) -> HttpResponse:
    """Act in another of one's roles, for as long as this browser session lasts."""
    form = RoleForm(request.POST)
    if form.is_valid() and form.cleaned_data["role"] in [role.pk for role in request.roles]:
        request.session[CHOSEN] = form.cleaned_data["role"]
    return redirect("home")


@require_POST
@known
def sign_out_everywhere(request: PersonRequest) -> HttpResponse:
    """Sign out here and in every other browser."""
    own_account.sign_out_everywhere(person=request.user, at=timezone.now())
    logout(request)
    return take_out(redirect("account_login"))


@require_http_methods(["GET", "HEAD", "POST"])
@known
def leave(request: PersonRequest) -> HttpResponse:
    """Leave one's organisation, after reading what that changes."""
    if request.method == "POST":
        own_account.leave_organisation(person=request.user, at=timezone.now())
        return _back(request, _("You have left your organisation. What is yours is still yours."))
    return render(request, "accounts/leave.jinja", {"organisation": request.user.organisation})


def _back(request: PersonRequest, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect("accounts:account")
