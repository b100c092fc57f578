"""Keeping what somebody tells in confidence, as long as the 360 or the pulse that they tell it in takes answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import randbits

from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from ninefold.core.sealing import Seal
from ninefold.feedback.models import OpenAnswer
from ninefold.feedback.queries.open_answers import AnsweringEndedError

# One statement, so that a close cannot come between looking whether answers are taken and writing. On PostgreSQL the
# row that takes them is held against the close, and only against that: raters do not wait for each other.
_WRITE = """
    INSERT INTO {answers} ({columns})
    SELECT {given}
    FROM (VALUES {values}) AS given, {taking} AS asked
    WHERE {condition} {hold}
    ON CONFLICT (place) DO UPDATE SET sealed = excluded.sealed
"""
_ROW_NUMBER = 62  # bits: among a billion rows that is hardly ever one twice


@dataclass(frozen=True)
class Taking:
    """The row that takes answers: its table, and by which condition on `asked` it is found and open."""

    table: type[Model]
    condition: str
    values: tuple[int | str, ...]


def write_sealed(
    seal: Seal, given: Mapping[str, str], taking: Taking, long: set[str] | frozenset[str] = frozenset()
) -> None:
    """Seal and keep what is given, at least one thing, each in the place of what was told of it before.

    `long` are the things that may be longer than a word or a figure. Raises AnsweringEndedError after the close.
    """
    rows: list[tuple[bytes | int, ...]] = [
        (seal.place(thing), seal.close(thing, text, long=thing in long)) for thing, text in given.items()
    ]
    columns = ["place", "sealed"]
    if connection.vendor == "sqlite":
        # It numbers rows in the order in which they come, and lays them down in that order; here by the throw of a die.
        rows, columns = [(*row, randbits(_ROW_NUMBER)) for row in rows], [*columns, "rowid"]
    quote = connection.ops.quote_name
    statement = _WRITE.format(
        answers=quote(OpenAnswer._meta.db_table),  # noqa: SLF001 - public in Django
        taking=quote(taking.table._meta.db_table),  # noqa: SLF001
        columns=", ".join(columns),
        given=", ".join(f"given.column{place}" for place in range(1, len(columns) + 1)),
        values=", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows)),
        condition=taking.condition,
        hold="FOR SHARE OF asked" if connection.vendor == "postgresql" else "",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*(value for row in rows for value in row), *taking.values])
        if cursor.rowcount == 0:
            raise AnsweringEndedError(_("This questionnaire is closed and takes no more answers."))
