"""The directory of facilitators: who is found, by what; and what sectors and languages are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from ninefold.academy.models import Photo, Profile
from ninefold.academy.models.directory import ProfileQuerySet
from ninefold.academy.queries.rules import region_of
from ninefold.academy.queries.standings import people_asked
from ninefold.accounts.models import Kind, Person, Region, Role
from ninefold.core.directory import LANGUAGES, SECTORS, unpacked


@dataclass(frozen=True)
class Filters:
    """What somebody looks for; an empty one lets everybody through. `way`: "online" or "in_person"."""

    region: int | None = None
    sector: str = ""
    language: str = ""
    way: str = ""


@dataclass(frozen=True)
class InDirectory:
    """A facilitator as the public sees them: never an address, how much they do, or what others thought of it."""

    number: int
    name: str
    region: str
    about: str
    sectors: Sequence[str]
    languages: Sequence[str]
    ways: Sequence[str]
    available_from: date | None
    availability: str
    photo: str
    """The digest of their photograph; empty where there is none."""


def sector_names() -> dict[str, str]:
    """What each sector is called."""
    return {
        "acute": _("hospitals"),
        "ambulance": _("ambulance services"),
        "care_home": _("social care and care homes"),
        "charity": _("charities and hospices"),
        "commissioning": _("planning and commissioning of care"),
        "community": _("community services"),
        "mental_health": _("mental health services"),
        "primary": _("general practice and primary care"),
    }


def language_names() -> dict[str, str]:
    """What each language is called."""
    return {
        "en": _("English"),
        "cy": _("Welsh"),
        "bfi": _("British Sign Language"),
        "ar": _("Arabic"),
        "bn": _("Bengali"),
        "es": _("Spanish"),
        "fr": _("French"),
        "gu": _("Gujarati"),
        "hi": _("Hindi"),
        "it": _("Italian"),
        "ml": _("Malayalam"),
        "pa": _("Punjabi"),
        "pl": _("Polish"),
        "pt": _("Portuguese"),
        "ro": _("Romanian"),
        "so": _("Somali"),
        "ta": _("Tamil"),
        "ur": _("Urdu"),
    }


def way_names() -> dict[str, str]:
    """The ways to meet."""
    return {"online": _("online"), "in_person": _("in person")}


def found(filters: Filters, day: date) -> list[InDirectory]:
    """Who is accredited on the day and takes requests, by name, of those who fit. The number of queries is fixed."""
    profiles = [one for one in _profiles(filters) if _fits(one, filters)]
    allowed = people_asked([one.person_id for one in profiles], day)
    photos = dict(Photo.objects.filter(profile__in=[one.pk for one in profiles]).values_list("profile", "digest"))
    return [_shown(one, photos.get(one.pk, "")) for one in profiles if one.person_id in allowed]


def found_one(number: int, day: date) -> InDirectory | None:
    """The facilitator of this number, if they are found on the day."""
    profile = _profiles(Filters()).filter(pk=number).first()
    if profile is None or profile.person_id not in people_asked([profile.person_id], day):
        return None
    digest = Photo.objects.filter(profile=profile).values_list("digest", flat=True).first()
    return _shown(profile, digest or "")


def person_found(number: int, day: date) -> Person | None:
    """Who has this number in the directory, if they are found on the day."""
    shown = found_one(number, day)
    return None if shown is None else Profile.objects.select_related("person").get(pk=shown.number).person


def found_photo(number: int, day: date) -> Photo | None:
    """The photograph of somebody who is found on the day."""
    shown = found_one(number, day)
    return Photo.objects.filter(profile=shown.number).first() if shown is not None else None


def accepting_people(day: date) -> list[Person]:
    """Who is found on the day, by name."""
    profiles = list(_profiles(Filters()))
    allowed = people_asked([one.person_id for one in profiles], day)
    return [one.person for one in profiles if one.person_id in allowed]


def entries_of(people: Iterable[Person], day: date) -> dict[int, int]:
    """The numbers in the directory of those of these people who are found on the day, by the people’s own."""
    rows = dict(_profiles(Filters()).filter(person__in=list(people)).values_list("person", "pk"))
    allowed = people_asked(rows, day)
    return {person: number for person, number in rows.items() if person in allowed}


def who_fit(people: Sequence[Person], filters: Filters) -> list[Person]:
    """Those of these people who fit, in their order. Of who has no entry nothing is known but their region."""
    told = replace(filters, region=None)
    known = {one.person_id for one in _profiles(told) if _fits(one, told)}
    everywhere, anything = filters.region is None, told == Filters()
    return [
        one
        for one in people
        if (anything or one.pk in known) and (everywhere or _number_of(region_of(one)) == filters.region)
    ]


def said_of(people: Iterable[Person]) -> dict[int, str]:
    """What each of these people says of themselves in a few words, by their numbers; who has no entry is not there."""
    found = {}
    for row in _profiles(Filters()).filter(person__in=list(people)):
        shown = _shown(row, "")
        words = [", ".join(shown.ways)]
        words += [_("knows %(what)s") % {"what": ", ".join(shown.sectors)}] if shown.sectors else []
        words += [_("speaks %(what)s") % {"what": ", ".join(shown.languages)}] if shown.languages else []
        found[row.person_id] = " · ".join(words)
    return found


def not_accepting(people: Iterable[int]) -> set[int]:
    """Those of these people who say that they take no requests. Who has no entry has not said so."""
    return set(Profile.objects.filter(person__in=list(people), accepting=False).values_list("person", flat=True))


def facilitator_at(number: int) -> Person | None:
    """Whose entry has this number, of those who are facilitators here, whether or not they are found at present."""
    running = Role.objects.running().filter(kind=Kind.FACILITATOR, person__is_active=True).values("person")
    profile = Profile.objects.select_related("person").filter(pk=number, person__in=running).first()
    return None if profile is None else profile.person


def own_profile(role: Role) -> Profile | None:
    """One's own."""
    return Profile.objects.visible_to(role).first()


def own_photo(role: Role, number: int) -> Photo | None:
    """The photograph of this number if it is one's own."""
    return Photo.objects.filter(profile__in=Profile.objects.visible_to(role).filter(pk=number)).first()


def _profiles(filters: Filters) -> ProfileQuerySet:
    """Those of facilitators here who take requests, by what the database can tell; by name."""
    running = Role.objects.running().filter(kind=Kind.FACILITATOR, person__is_active=True).values("person")
    rows = Profile.objects.filter(accepting=True, person__in=running)
    if filters.region is not None:
        rows = rows.filter(Q(person__region=filters.region) | Q(person__organisation__region=filters.region))
    if filters.way in way_names():
        rows = rows.filter(**{filters.way: True})
    return rows.select_related("person__region", "person__organisation__region").order_by("person__name", "pk")


def _fits(profile: Profile, filters: Filters) -> bool:
    """Whether it has the sector and the language: they are lists in one field, which no database splits alike."""
    return (not filters.sector or filters.sector in unpacked(profile.sectors, SECTORS)) and (
        not filters.language or filters.language in unpacked(profile.languages, LANGUAGES)
    )


def _shown(profile: Profile, digest: str) -> InDirectory:
    sectors, languages, ways = sector_names(), language_names(), way_names()
    return InDirectory(
        number=profile.pk,
        name=str(profile.person),
        region=str(region_of(profile.person) or ""),
        about=profile.about,
        sectors=[sectors[code] for code in unpacked(profile.sectors, SECTORS)],
        languages=[languages[code] for code in unpacked(profile.languages, LANGUAGES)],
        ways=[name for code, name in ways.items() if getattr(profile, code)],
        available_from=profile.available_from,
        availability=profile.availability,
        photo=digest,
    )


def _number_of(region: Region | None) -> int | None:
    return None if region is None else region.pk
