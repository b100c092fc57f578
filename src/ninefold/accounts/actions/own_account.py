"""What somebody changes of their own account, whatever their role."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.people import tidy_name
from ninefold.accounts.actions.trail import mark_of, record
from ninefold.accounts.mail import compose
from ninefold.accounts.models import Person, Role
from ninefold.accounts.policies import Oneself
from ninefold.core.errors import NinefoldError


@transaction.atomic
def rename_oneself(*, person: Person, name: str, at: datetime) -> None:
    """Put one's own name right."""
    person.name = tidy_name(name)
    person.save(update_fields=["name"])
    record(by=Oneself(person), at=at, what="rename", on=person)


@transaction.atomic
def set_password(*, person: Person, password: str, at: datetime) -> None:
    """Set or change one's password, and write to them that it happened. Every other browser is signed out."""
    person.set_password(password)
    person.save(update_fields=["password"])
    record(by=Oneself(person), at=at, what="set password", on=person)
    post(to=person.email, mail=compose("accounts/mail/password_set.jinja", {}), at=at, any_hour=True)


@transaction.atomic
def sign_out_everywhere(*, person: Person, at: datetime) -> None:
    """End every browser session in which somebody is signed in.

    Whose a browser session is stands inside it, so all that run are looked into: twelve hours of them, for something
    that is rarely done.
    """
    for session in Session.objects.filter(expire_date__gt=at).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
    record(by=Oneself(person), at=at, what="sign out everywhere", on=person)


@transaction.atomic
def leave_organisation(*, person: Person, at: datetime) -> None:
    """Be at home in the region alone. Roles for the organisation and its programmes end; what is theirs stays."""
    person.refresh_from_db(from_queryset=Person.objects.get_queryset().select_for_update(of=("self",)))
    left = person.organisation
    if left is None:
        raise NinefoldError(_("You are in no organisation."))
    by = Oneself(person)
    there = Role.objects.running().filter(Q(organisation=left) | Q(programme__organisation=left), person=person)
    for role in there.select_related("organisation", "programme"):
        Role.objects.filter(pk=role.pk).update(ended_at=at)
        record(by=by, at=at, what="end", on=role, whom=person, kind=role.kind, scope=mark_of(role.scope))
    person.organisation, person.region = None, left.region
    person.save(update_fields=["organisation", "region"])
    record(by=by, at=at, what="leave", on=person, before=mark_of(left), after=mark_of(left.region))
