"""Entries of the trail as they were written before it named people by random numbers: made like those of today.

Migration 0003 carries over what it finds, and the worker what a process of the older version writes meanwhile. The
tables are given, because a migration has its own of them. What cannot be read as a date, a number or a word of the
program is left behind: it was content.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

from ninefold.accounts.audit import ONESELF, OPERATOR, PROGRAM, random_number

_OPERATOR = "operator "
_THE_PROGRAM = _OPERATOR + "program"
_PLACES = ("nation", "region", "organisation", "programme")
_CONCERNED = ("person", "facilitator", "after")
_KEPT = frozenset({"closes_on", "count", "form", "goal", "kind", "number", "part"})
_A_DETAIL = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,59}")


class Tables(Protocol):
    """The tables of one moment: today's, or those of a migration."""

    def get_model(self, name: str) -> Any:
        """The table of this name."""


def carry_over(tables: Tables, database: str = "default") -> int:
    """Make every entry in the older form one of today's. How many there were."""
    entries = tables.get_model("AuditEntry")._base_manager.using(database).filter(role="", link__isnull=True)  # noqa: SLF001
    old = list(entries.select_for_update().order_by("id"))
    reader = _Reader(tables, database)
    for entry in old:
        entries.filter(pk=entry.pk).update(**reader.read(entry))
    return len(old)


class _Reader:
    """Reads old entries; whoever occurs in several of them gets one number."""

    def __init__(self, tables: Tables, database: str) -> None:
        def rows(name: str) -> Any:
            return tables.get_model(name)._base_manager.using(database)  # noqa: SLF001 - the plain one of any table

        self._people, self._accounts, self._roles = rows("AuditPerson"), rows("Person"), rows("Role")
        self._gone: dict[int, str] = {}

    def read(self, entry: Any) -> dict[str, Any]:
        """What the columns of one entry hold from now on."""
        detail = entry.detail
        emails = [detail[name] for name in _CONCERNED if "@" in str(detail.get(name, ""))]
        is_person = entry.on_kind == "person"
        role, place = self._role(entry)
        return {
            "by": self._actor(entry.by),
            "by_role": None,
            "role": role,
            "place": place,
            "on_id": None if is_person else entry.on_id,
            "whom": self._account(entry.on_id) if is_person else self._address(emails[0]) if emails else "",
            "detail": {name: text for name, text in detail.items() if name in _KEPT and _A_DETAIL.fullmatch(str(text))},
        }

    def _role(self, entry: Any) -> tuple[str, str]:
        if entry.by == _THE_PROGRAM:
            return PROGRAM, ""
        if entry.by.startswith(_OPERATOR):
            return OPERATOR, ""
        held = None if entry.by_role is None else self._roles.filter(pk=entry.by_role).first()
        if held is None:
            return ONESELF, ""
        places = [f"{place}:{number}" for place in _PLACES if (number := getattr(held, f"{place}_id")) is not None]
        return held.kind, "".join(places)

    def _actor(self, by: str) -> str:
        if by == _THE_PROGRAM:
            return ""
        return self._named(by.removeprefix(_OPERATOR)) if by.startswith(_OPERATOR) else self._address(by)

    def _address(self, email: str) -> str:
        account = self._accounts.filter(email=email).first()
        return self._named(email) if account is None else self._account(account.pk)

    def _account(self, number: int) -> str:
        """The number of an account; of one that is gone, one that stands for nobody."""
        if not self._accounts.filter(pk=number).exists():
            return self._gone.setdefault(number, random_number())
        return str(self._people.get_or_create(person=number, defaults={"number": random_number()})[0].number)

    def _named(self, name: str) -> str:
        return str(self._people.get_or_create(name=name[:200], defaults={"number": random_number()})[0].number)


def carry_back(tables: Tables, database: str = "default") -> None:
    """Write the entries as the older version reads them, as far as anybody can still tell who is meant."""
    entries = tables.get_model("AuditEntry")._base_manager.using(database)  # noqa: SLF001
    people = {each.number: each for each in tables.get_model("AuditPerson").objects.using(database).all()}
    accounts = dict(tables.get_model("Person")._base_manager.using(database).values_list("pk", "email"))  # noqa: SLF001
    roles = tables.get_model("Role")._base_manager.using(database)  # noqa: SLF001

    def name_of(number: str) -> str:
        person = people.get(number)
        return "" if person is None else accounts.get(person.person) or person.name

    for entry in entries.order_by("id"):
        is_person, whom = entry.on_kind == "person", people.get(entry.whom)
        by = _THE_PROGRAM if entry.role == PROGRAM else name_of(entry.by)
        place, _, number = entry.place.partition(":")
        actor = people.get(entry.by)
        held = roles.filter(person=actor.person, kind=entry.role) if actor and actor.person else roles.none()
        held = held.filter(**{f"{place}_id": number}) if place else held
        found = held.order_by("-pk").first()
        entries.filter(pk=entry.pk).update(
            by=_OPERATOR + by if entry.role == OPERATOR else by,
            by_role=None if found is None else found.pk,
            on_id=(0 if whom is None else whom.person or 0) if is_person else entry.on_id,
            detail={**entry.detail, **({"person": name_of(entry.whom)} if entry.whom and not is_person else {})},
        )
