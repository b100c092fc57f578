"""The page where a code from a mail is typed in, whatever it was asked for."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ninefold.accounts import queries
from ninefold.accounts.actions.addresses import add_address
from ninefold.accounts.actions.sign_up import sign_up
from ninefold.accounts.codes import Mailbox, Purpose, forget
from ninefold.accounts.forms import CodeForm
from ninefold.accounts.limits import forgive, note_failure
from ninefold.accounts.models import Person
from ninefold.accounts.views.sign_in import ask_for_code, enter
from ninefold.core.errors import NinefoldError


@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """Take the code, or send another one. A code that comes too late, or was wrong too often, is explained."""
    mailbox = Mailbox.of(request.session)
    if mailbox is None or (mailbox.purpose == Purpose.ADD_ADDRESS and not _asked_by(request, mailbox)):
        return redirect("account_login")
    at = timezone.now()
    if request.method == "POST" and "again" in request.POST and mailbox.may_have_more:
        return ask_for_code(request, mailbox)
    if mailbox.is_over(at):
        return _over(request, mailbox, _("The code was good for 30 minutes, which are over."))
    form = CodeForm(request.POST) if request.method == "POST" and "again" not in request.POST else CodeForm()
    if form.is_valid():
        left = mailbox.tries_left(at)
        done = (
            _go_on(request, mailbox, at) if left >= 0 and mailbox.is_proved_by(form.cleaned_data["code"], at) else None
        )
        if done is not None:
            return done
        note_failure("code", mailbox.email, at=at)
        if left <= 0:
            return _over(
                request, mailbox, _("The code was wrong five times, so none that we sent for this is good now.")
            )
        form.add_error("code", _wrong(left))
    return _page(request, mailbox, form)


def _go_on(request: HttpRequest, mailbox: Mailbox, at: datetime) -> HttpResponse | None:
    """Do what the mailbox was proved for, once; None where there is nothing that it could open."""
    if mailbox.purpose == Purpose.ADD_ADDRESS:
        assert isinstance(request.user, Person)
        add_address(person=request.user, email=mailbox.email, at=at)
        forget(request.session)
        return redirect("accounts:addresses")
    person = queries.person_with_address(mailbox.email)
    if person is None and mailbox.purpose == Purpose.SIGN_UP:
        person = _new_account(mailbox, at)
    if person is None:
        return None
    forget(request.session)
    forgive("code", mailbox.email)
    return enter(request, person, mailbox.email, mailbox.next, proved=True)


def _new_account(mailbox: Mailbox, at: datetime) -> Person | None:
    home = queries.home_called(mailbox.given["home"], mailbox.given["number"])
    if home is None:
        return None
    try:
        return sign_up(email=mailbox.email, name=mailbox.given["name"], home=home, at=at)
    except NinefoldError:
        # Somebody signs up twice at once: the other request was first.
        return queries.person_with_address(mailbox.email)


def _asked_by(request: HttpRequest, mailbox: Mailbox) -> bool:
    """Whether who is signed in is the one who asked."""
    return request.user.is_authenticated and str(request.user.pk) == mailbox.given["person"]


def _wrong(left: int) -> str:
    return ngettext(
        "That is not a code that we sent. You can try once more.",
        "That is not a code that we sent. You can try %(left)s more times.",
        left,
    ) % {"left": left}


def _page(request: HttpRequest, mailbox: Mailbox, form: CodeForm) -> HttpResponse:
    context = {"form": form, "mailbox": mailbox, "beginning": _beginning(mailbox)}
    return render(request, "accounts/enter_code.jinja", context, status=422 if form.errors else 200)


def _over(request: HttpRequest, mailbox: Mailbox, why: str) -> HttpResponse:
    forget(request.session)
    context = {"why": why, "beginning": _beginning(mailbox)}
    return render(request, "accounts/code_is_over.jinja", context, status=422)


def _beginning(mailbox: Mailbox) -> str:
    """The page where a code for this purpose is asked for."""
    begin = {Purpose.SIGN_UP: "account_signup", Purpose.ADD_ADDRESS: "accounts:addresses"}
    page = reverse(begin.get(Purpose(mailbox.purpose), "account_login"))
    return f"{page}?{urlencode({'next': mailbox.next})}" if mailbox.next else page
