"""Which mail one wants: on one's own page, and by the link in a mail without signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from ninefold.academy.actions.mail_choice import choose_mail, refuse_news
from ninefold.academy.forms.interest import MailChoiceForm
from ninefold.academy.queries.mail_choice import choice_of, person_by_mail_link
from ninefold.academy.views.one_click import one_click
from ninefold.accounts.acts import EITHER, done, given
from ninefold.accounts.doors import PersonRequest, known
from ninefold.accounts.models import Person


@EITHER
@known
def account_mail(request: PersonRequest) -> HttpResponse:
    """Choose, signed in."""
    return _choice(request, request.user, "academy:account_mail")


@EITHER
@one_click(refuse_news)
def mail_choice(request: HttpRequest, token: str) -> HttpResponse:
    """Choose, by a link. To look changes nothing: programs that check mail look at every link."""
    person = person_by_mail_link(token, timezone.now())
    if person is None:
        return render(request, "academy/interest/nothing.jinja", status=404)
    return _choice(request, person, "academy:mail_choice", token=token)


def _choice(request: HttpRequest, person: Person, page: str, **parts: str) -> HttpResponse:
    chosen = choice_of(person)
    form = MailChoiceForm(given(request), initial={"news": chosen.news, "opinions": chosen.opinions})
    if form.is_valid():
        choose_mail(person=person, **form.cleaned_data, at=timezone.now())
        return done(request, _("Your choice is kept."), page, **parts)
    return render(request, "academy/interest/mail_choice.jinja", {"form": form})
