"""What facilitators say of themselves in the directory: their words, and their photograph."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ninefold.academy.models import Conflict, Photo, Profile
from ninefold.academy.policies.directory import check_can_edit_profile
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Person, Role
from ninefold.core.directory import LANGUAGES, SECTORS, packed
from ninefold.core.errors import NinefoldError
from ninefold.core.photo import MEDIA_TYPE, read_photo

LONGEST_ABOUT, LONGEST_AVAILABILITY = 1500, 200


@dataclass(frozen=True)
class Said:
    """What a facilitator says. `sectors` and `languages`: codes of `core.directory`."""

    about: str = ""
    sectors: Collection[str] = ()
    languages: Collection[str] = ()
    online: bool = True
    in_person: bool = False
    accepting: bool = False
    available_from: date | None = None
    availability: str = ""


@transaction.atomic
def save_profile(*, said: Said, by: Role, at: datetime) -> Profile:
    """Keep what one says of oneself, in place of what was said before.

    Raises NinefoldError for what is too long, and for somebody who meets nobody; NotAllowedError for who is no
    facilitator.
    """
    check_can_edit_profile(by)
    _check(said)
    profile = _locked(by, at)
    profile.about, profile.availability = said.about.strip(), said.availability.strip()
    profile.sectors, profile.languages = packed(said.sectors, SECTORS), packed(said.languages, LANGUAGES)
    profile.online, profile.in_person = said.online, said.in_person
    profile.accepting, profile.available_from = said.accepting, said.available_from
    profile.changed_at = at
    profile.save()
    record(by=by, at=at, what="save profile", on=profile, whom=by.person)
    return profile


@transaction.atomic
def save_photo(*, content: bytes, by: Role, at: datetime) -> None:
    """Keep one's photograph, drawn anew, in place of an earlier one. Raises NinefoldError for what is none."""
    check_can_edit_profile(by)
    read = read_photo(content)
    profile = _locked(by, at)
    kept = {"media_type": MEDIA_TYPE, "content": read.content, "digest": read.digest}
    Photo.objects.update_or_create(profile=profile, defaults=kept)
    record(by=by, at=at, what="save photo", on=profile, whom=by.person)


@transaction.atomic
def remove_photo(*, by: Role, at: datetime) -> bool:
    """Take one's photograph away; whether there was one."""
    check_can_edit_profile(by)
    profile = _locked(by, at)
    count, _rows = Photo.objects.filter(profile=profile).delete()
    if count:
        record(by=by, at=at, what="remove photo", on=profile, whom=by.person)
    return bool(count)


def forget_in_the_directory(person: Person | None, addresses: Collection[str]) -> None:
    """Delete the entry of somebody who is erased, what they declared, and what others declared about them."""
    Conflict.objects.filter(with_address__in=addresses).delete()
    if person is not None:
        Profile.objects.filter(person=person).delete()
        Conflict.objects.filter(Q(declared_by=person) | Q(with_person=person)).delete()


def _locked(by: Role, at: datetime) -> Profile:
    Profile.objects.get_or_create(person=by.person, defaults={"changed_at": at})
    return Profile.objects.select_for_update().get(person=by.person)


def _check(said: Said) -> None:
    if len(said.about.strip()) > LONGEST_ABOUT:
        raise NinefoldError(_("What you say about yourself may have %(most)s characters.") % {"most": LONGEST_ABOUT})
    if len(said.availability.strip()) > LONGEST_AVAILABILITY:
        raise NinefoldError(_("The sentence may have %(most)s characters.") % {"most": LONGEST_AVAILABILITY})
    if not (said.online or said.in_person):
        raise NinefoldError(_("Choose at least one way to meet: online or in person."))
