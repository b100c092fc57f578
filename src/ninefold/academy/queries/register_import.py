"""What an import of a register would do, row by row, before anything is kept; the same is done afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from allauth.account.models import EmailAddress
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ninefold.academy.models import Evidence, Registration
from ninefold.academy.queries.leading import regions_of
from ninefold.academy.queries.rules import rules_for
from ninefold.accounts.models import Kind, Organisation, Person, Region, Role
from ninefold.accounts.policies import By
from ninefold.core import register
from ninefold.core.register import Position, Rules, Standing, standing_on
from ninefold.core.register_file import RegisterFile, RegisterRow, RowFault

Home = Region | Organisation
Dated = tuple[Evidence.Kind, date]
OUT = (Standing.OUT_OF_ACCREDITATION, Standing.OUT_OF_PRACTICE, Standing.GRACE)
MOST_AT_ONCE = 500  # addresses in one question to the database


@dataclass(frozen=True)
class Step:
    """What one row would do. `person`: None for somebody new, who is then at `home`.

    `after`: how they stand then by the rules as they would be; `by_itself`: if nobody were kept by a date.
    """

    row: RegisterRow
    person: Person | None
    home: Home
    needs_role: bool
    evidence: tuple[Dated, ...]
    leave: tuple[register.Leave, ...]
    left: date | None
    after: Position
    by_itself: Position

    @property
    def changes(self) -> bool:
        """Whether it does anything at all."""
        return bool(self.person is None or self.needs_role or self.evidence or self.leave or self.left)

    @property
    def region(self) -> Region:
        """The region in which they are at home."""
        return self.home.region if isinstance(self.home, Organisation) else self.home


@dataclass(frozen=True)
class Plan:
    """What a file would do, and its faults. `digest` changes whenever any of it does."""

    steps: tuple[Step, ...]
    faults: tuple[RowFault, ...]
    digest: str

    @property
    def out(self) -> list[Step]:
        """Who would not be accredited by themselves, the longest out first."""
        steps = [step for step in self.steps if step.by_itself.standing in OUT]
        return sorted(steps, key=lambda step: (step.by_itself.holds_until or date.min, step.row.number))


@dataclass(frozen=True)
class _Known:
    """What the site holds that a row is compared with."""

    people: Mapping[str, Person]
    entries: Mapping[int, Registration]
    facilitators: frozenset[int]
    regions: Mapping[int, Region]
    places: Mapping[str, Sequence[Home]]
    default: Region | None
    rules: Mapping[int, Rules]


class _FaultError(Exception):
    """A row that cannot be used."""


def plan_import(
    file: RegisterFile, *, by: By, region: Region | None, nobody_lapses_before: date | None, on: date
) -> Plan:
    """What this file would do on a day. `region`: where whoever is new is at home, if their row does not say."""
    known = _known(file, by, region)
    steps: list[Step] = []
    faults = list(file.faults)
    for row in file.rows:
        try:
            steps.append(_step(row, known, by, nobody_lapses_before, on))
        except _FaultError as error:
            faults.append(RowFault(row.number, str(error)))
    faults.sort(key=lambda fault: fault.number)
    return Plan(tuple(steps), tuple(faults), _digest(steps, faults, nobody_lapses_before))


def does(step: Step) -> str:
    """What a row would do, in words."""
    dated = [f"{Evidence.Kind(kind).label} {date_format(day, 'j F Y')}" for kind, day in step.evidence]
    said = [
        _("new person in %(home)s") % {"home": step.home} if step.person is None else "",
        _("becomes a facilitator") if step.needs_role else "",
        *dated,
        ngettext("%(count)s leave", "%(count)s leaves", len(step.leave)) % {"count": len(step.leave)}
        if step.leave
        else "",
        _("has left the register") if step.left else "",
    ]
    return ", ".join(part for part in said if part) or _("nothing new")


def _step(row: RegisterRow, known: _Known, by: By, lapses: date | None, on: date) -> Step:
    person = known.people.get(row.email)
    home = _home_of(person, known) if person is not None else _new_home(row, known)
    needs_role = person is None or person.pk not in known.facilitators
    is_own = person is not None and isinstance(by, Role) and by.person_id == person.pk
    if needs_role and is_own:
        raise _FaultError(_("Nobody makes a facilitator of themselves: ask somebody else who leads here."))
    entry = None if person is None else known.entries.get(person.pk)
    held = [] if entry is None else list(entry.evidence.all())
    there = {(row.kind, row.happened_on) for row in held}
    evidence = tuple(each for each in _said(row) if each not in there)
    kept = [] if entry is None else [register.Leave(each.starts_on, each.ends_on) for each in entry.leave.all()]
    leave = tuple(each for each in row.leave if each.first not in {one.first for one in kept})
    left = row.left if entry is None or entry.withdrawn_on is None else None
    if is_own and (evidence or leave or left):
        raise _FaultError(_("Nobody decides about their own entry: ask somebody else who leads here."))
    rules = known.rules[home.region_id if isinstance(home, Organisation) else home.pk]
    facts = _facts(held, evidence)

    def stands(under: Rules) -> Position:
        gone = left or (None if entry is None else entry.withdrawn_on)
        return standing_on(on, facts, rules=under, leave=[*kept, *leave], withdrawn_on=gone)

    by_itself = stands(replace(rules, nobody_lapses_before=None))
    after = stands(replace(rules, nobody_lapses_before=lapses or rules.nobody_lapses_before))
    return Step(row, person, home, needs_role, evidence, leave, left, after, by_itself)


def _said(row: RegisterRow) -> list[Dated]:
    accredited = [] if row.accredited is None else [(Evidence.Kind.ACCREDITED, row.accredited)]
    return [
        *accredited,
        *((Evidence.Kind.FEEDBACK_SESSION, day) for day in row.sessions),
        *((Evidence.Kind.REFRESHER, day) for day in row.refreshers),
    ]


def _facts(held: Iterable[Evidence], new: Iterable[Dated]) -> list[register.Evidence]:
    counts = [row for row in held if not row.waits_for_approval and row.taken_back_at is None]
    return [
        *(
            register.Evidence(row.happened_on, register.EvidenceKind(row.kind), row.percent, row.counts)
            for row in counts
        ),
        *(register.Evidence(day, register.EvidenceKind(kind)) for kind, day in new),
    ]


def _home_of(person: Person, known: _Known) -> Home:
    home = person.organisation or person.region
    region = home.region_id if isinstance(home, Organisation) else None if home is None else home.pk
    if home is None or region not in known.regions:
        raise _FaultError(_("Somebody who is at home elsewhere has this address: ask who leads there to enter it."))
    return home


def _new_home(row: RegisterRow, known: _Known) -> Home:
    if row.name.startswith(("=", "+", "-", "@")):
        raise _FaultError(_("“%(name)s” is not a name. Write it as people say it.") % {"name": row.name})
    if not row.place:
        if known.default is None:
            raise _FaultError(_("This person is new here: give their region or organisation."))
        return known.default
    found = known.places.get(row.place.casefold(), ())
    if len(found) != 1:
        said = (
            _("More than one place is called “%(place)s”.")
            if found
            else _("“%(place)s” is no region or organisation here.")
        )
        raise _FaultError(said % {"place": row.place} + " " + _("Write its name as this site has it."))
    return found[0]


def _known(file: RegisterFile, by: By, region: Region | None) -> _Known:
    regions = {each.pk: each for each in regions_of(by)}
    people = _people([row.email for row in file.rows])
    numbers = {person.pk for person in people.values()}
    entries = Registration.objects.filter(person__in=_within(numbers, by)).prefetch_related("evidence", "leave")
    facilitators = Role.objects.running().filter(kind=Kind.FACILITATOR).values_list("person_id", flat=True)
    places: dict[str, list[Home]] = {}
    organisations = Organisation.objects.filter(region__in=regions).select_related("region__nation")
    for place in (*regions.values(), *organisations):
        places.setdefault(place.name.casefold(), []).append(place)
    default = region or (by.region if isinstance(by, Role) else None)
    rules = {number: rules_for(each) for number, each in regions.items()}
    by_person = {entry.person_id: entry for entry in entries if entry.person_id in numbers}
    return _Known(people, by_person, frozenset(facilitators), regions, places, default, rules)


def _within(numbers: set[int], by: By) -> Iterable[int]:
    """The numbers to ask for: where they are too many for one question, everybody's entry is looked through instead."""
    if len(numbers) <= MOST_AT_ONCE:
        return numbers
    people = Person.objects.visible_to(by) if isinstance(by, Role) else Person.objects.get_queryset()
    return people.values_list("pk", flat=True)


def _people(addresses: Sequence[str]) -> dict[str, Person]:
    """Who has each of these addresses among theirs."""
    found: dict[str, Person] = {}
    for start in range(0, len(addresses), MOST_AT_ONCE):
        part = addresses[start : start + MOST_AT_ONCE]
        proved = EmailAddress.objects.filter(email__in=part, verified=True).values_list("email", "user")
        owners = dict(proved)
        people = Person.objects.get_queryset().select_related("organisation__region__nation", "region__nation")
        by_number = people.in_bulk(list(owners.values()))
        found |= {email: by_number[number] for email, number in owners.items()}
        found |= {person.email: person for person in people.filter(email__in=part)}
    return found


def _digest(steps: Iterable[Step], faults: Iterable[RowFault], lapses: date | None) -> str:
    """Of what is shown, so that nobody confirms another import than the one they have read."""
    told = [
        (
            step.row,
            step.person and step.person.pk,
            str(step.home),
            step.needs_role,
            step.evidence,
            step.leave,
            step.left,
        )
        for step in steps
    ]
    return hashlib.sha256(repr((told, list(faults), lapses)).encode()).hexdigest()
