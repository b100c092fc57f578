"""Mails about what people said they would come to. None of them can be read as a place."""

from django.utils import timezone
from django.utils.formats import date_format

from ninefold.academy.models import CpdSession, Interest
from ninefold.academy.queries.interest import title_of
from ninefold.accounts.mail import Mail, address_of, compose


def confirm(interest: Interest, told: str) -> Mail:
    """To the address that somebody gave: was it you, and the way out."""
    context = {
        "interest": interest,
        "topic": title_of(interest.topic),
        "confirm": address_of("academy:interest_confirm", token=told),
        "withdraw": address_of("academy:interest_withdraw", token=told),
    }
    return compose("academy/mail/interest_confirm.jinja", context)


def date_set(interest: Interest, session: CpdSession, told: str) -> Mail:
    """To somebody who said they would come, and for whom no place can be kept: there is a date, and how to come in."""
    assert session.starts_at is not None  # or nobody is told
    withdraw = address_of("academy:interest_withdraw", token=told)
    context = {
        "interest": interest,
        "session": session,
        "when": date_format(timezone.localtime(session.starts_at), "l j F Y, H:i"),
        "address": address_of("academy:cpd_session", pk=session.pk),
        "withdraw": withdraw,
    }
    return compose("academy/mail/interest_date_set.jinja", context, unsubscribe=withdraw)
