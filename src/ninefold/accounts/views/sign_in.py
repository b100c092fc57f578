"""Signing in by a code or a password, signing up, signing out."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ninefold.accounts import queries
from ninefold.accounts.actions.codes import send_code
from ninefold.accounts.codes import Mailbox, Purpose
from ninefold.accounts.doors import PROVED
from ninefold.accounts.forms import AddressForm, PasswordSignInForm, SignUpForm
from ninefold.accounts.leaving import take_out
from ninefold.accounts.limits import check_not_too_many, forgive, note_failure, visitor
from ninefold.accounts.models import Kind, Organisation, Person, Role
from ninefold.accounts.trying import what_to_try

MOST_CODES_AND_WRONG_ONES = 15  # for one address, in the ten minutes of a limit
HOME, BEGIN = "home", "begin"  # for anybody, and for somebody who has just signed in


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the address and send a code there: the same answer whether or not somebody has it."""
    if request.user.is_authenticated:
        return redirect(next_page(request) or BEGIN)
    form = AddressForm(given(request))
    if form.is_valid():
        return ask_for_code(request, Mailbox(Purpose.SIGN_IN, form.cleaned_data["email"], next=next_page(request)))
    return _page(request, "accounts/sign_in.jinja", form)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_by_password(request: HttpRequest) -> HttpResponse:
    """Ask for the address and the password: the same answer where it is wrong and where there is no account."""
    if request.user.is_authenticated:
        return redirect(next_page(request) or BEGIN)
    form = PasswordSignInForm(given(request))
    if form.is_valid():
        email, password = form.cleaned_data["email"], form.cleaned_data["password"]
        person = get_adapter(request).authenticate(request, email=email, password=password)
        if person is not None and person.is_active:
            forgive("password", email)
            return enter(request, person, email, next_page(request))
        form.add_error(None, _("The e-mail address or the password is not right."))
    return _page(request, "accounts/sign_in_by_password.jinja", form)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Ask who is new and send a code: the same answer where the address has an account, which the code then opens."""
    if request.user.is_authenticated:
        return redirect(next_page(request) or BEGIN)
    form = SignUpForm(given(request))
    if form.is_valid():
        sort = "organisation" if isinstance(form.home, Organisation) else "region"
        said = {"name": form.cleaned_data["name"], "home": sort, "number": str(form.home.pk)}
        mailbox = Mailbox(Purpose.SIGN_UP, form.cleaned_data["email"], said, next_page(request))
        return ask_for_code(request, mailbox)
    return _page(request, "accounts/sign_up.jinja", form)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out here, and leave nothing of the browser session behind."""
    logout(request)
    return take_out(redirect(HOME))


def ask_for_code(request: HttpRequest, mailbox: Mailbox) -> HttpResponse:
    """Send a code to the mailbox and go to the page where it is typed in."""
    at = timezone.now()
    check_not_too_many(
        "code",
        mailbox.email,
        at=at,
        most=MOST_CODES_AND_WRONG_ONES,
        instead=_(
            "Codes for this address were asked for or typed wrongly too often. Wait ten minutes, then ask for another "
            "one. A code that you have is still good in the browser that asked for it."
        ),
    )
    note_failure("code", mailbox.email, at=at)
    code = mailbox.add_code(at)
    send_code(to=mailbox.email, code=code, purpose=mailbox.purpose, visitor=visitor(request), at=at)
    mailbox.keep(request.session)
    return redirect("account_confirm_login_code")


def enter(request: HttpRequest, person: Person, email: str, next_: str, *, proved: bool = False) -> HttpResponse:
    """Sign somebody in and go on. `proved`: they have just shown that they read mail at this address."""
    response: HttpResponse = perform_login(request, person, email=email, redirect_url=next_ or resolve_url(BEGIN))
    if proved:
        request.session[PROVED] = timezone.now().timestamp()
    return response


def given(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form; nothing where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def next_page(request: HttpRequest) -> str:
    """The page to go on to, if it is one of this site."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else ""


def _page(request: HttpRequest, template: str, form: AddressForm) -> HttpResponse:
    context = {"form": form, "next": next_page(request), "people": _people_to_try() if settings.DEMO else []}
    return render(request, template, context, status=422 if form.is_bound else 200)


def _people_to_try() -> list[tuple[Kind, str, list[tuple[Role, str]]]]:
    """Who can be tried in a demonstration: the kind of role, what one does in it, and everybody who has it.

    Of each of them, what whoever comes in as them finds.
    """
    about = {
        Kind.PARTICIPANT: _("Set up a 360, invite colleagues, read the report, set goals."),
        Kind.FACILITATOR: _("Help people with their 360s and explore the report with them."),
        Kind.PROGRAMME_LEAD: _("Follow the 360s of a programme: how far they are, and never what they say."),
        Kind.ORGANISATION_LEAD: _("Follow the 360s of an organisation, and enter where its people find support."),
        Kind.REGIONAL_LEAD: _("Look after the organisations of a region, and whoever takes part on their own."),
        Kind.NATIONAL_ADMINISTRATOR: _("Look after the regions."),
        Kind.DATA_PROTECTION_OFFICER: _("See that what was promised is kept."),
    }
    people = queries.people_to_try()
    return [(kind, about[kind], [(role, what_to_try(role.person.email)) for role in held]) for kind, held in people]
