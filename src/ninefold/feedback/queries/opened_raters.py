"""The rater that a browser session has opened. Written out in SQL: it is asked with every page and every saved answer.

To have the framework put these two together each time costs more than all that the database does for them.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

from ninefold.accounts.models import Organisation, Person, Region
from ninefold.feedback.models import Assessment, Rater, RaterState

Row = TypeVar("Row", bound=Model)

_TO_ANSWER = ("id", "framework", "form", "language", "state")
# What a rater's pages show: of the 360, of where it belongs to, and of the participant nothing but the name.
_TO_READ = (*_TO_ANSWER, "closes_on", "minimum", "comment_writers")
_PERSON, _PLACE = ("id", "name"), ("id", "name", "ask_name", "ask_email", "speak_up")


def _columns(table: str, names: tuple[str, ...]) -> str:
    return ", ".join(f"{table}.{name} AS {table}_{name}" for name in names)


# Only the names above are put in.
_ANSWERING = f"""
    SELECT rater.*, {_columns("asked", _TO_ANSWER)}
    FROM feedback_rater AS rater JOIN feedback_assessment AS asked ON asked.id = rater.assessment_id
    WHERE rater.id = %s AND rater.link_hash = %s AND rater.state <> %s
"""  # noqa: S608
_READING = f"""
    SELECT rater.*, {_columns("asked", _TO_READ)}, {_columns("person", _PERSON)},
        {_columns("organisation", _PLACE)}, {_columns("region", _PLACE)}
    FROM feedback_rater AS rater
    JOIN feedback_assessment AS asked ON asked.id = rater.assessment_id
    JOIN accounts_person AS person ON person.id = asked.participant_id
    LEFT JOIN accounts_organisation AS organisation ON organisation.id = asked.organisation_id
    LEFT JOIN accounts_region AS region ON region.id = asked.region_id
    WHERE rater.id = %s AND rater.link_hash = %s AND rater.state <> %s
"""  # noqa: S608


def find_answering(number: int, link_hash: str) -> Rater | None:
    """This rater, unless withdrawn or the link was moved since, with what it takes to keep what they answer."""
    rater = _find(_ANSWERING, number, link_hash)
    if rater is not None:
        rater.assessment = _read(Assessment, rater, "asked", _TO_ANSWER)
    return rater


def find_reading(number: int, link_hash: str) -> Rater | None:
    """The same with what their pages show."""
    rater = _find(_READING, number, link_hash)
    if rater is not None:
        rater.assessment = asked = _read(Assessment, rater, "asked", _TO_READ)
        asked.participant = _read(Person, rater, "person", _PERSON)
        for table, place in (("organisation", Organisation), ("region", Region)):
            known = getattr(rater, f"{table}_id") is not None
            setattr(asked, table, _read(place, rater, table, _PLACE) if known else None)
    return rater


def _find(query: str, number: int, link_hash: str) -> Rater | None:
    return next(iter(Rater.objects.raw(query, [number, link_hash, RaterState.WITHDRAWN])), None)


def _read(model: type[Row], rater: Rater, table: str, names: tuple[str, ...]) -> Row:
    """A row of another table, of which these columns were read with the rater."""
    # Django takes them in the order of its own list, and makes of each what SQLite keeps as text.
    fields = [field for field in model._meta.concrete_fields if field.attname in names]  # noqa: SLF001 - public in Django
    values = [field.to_python(getattr(rater, f"{table}_{field.attname}")) for field in fields]
    return model.from_db(rater._state.db, [field.attname for field in fields], values)  # noqa: SLF001
