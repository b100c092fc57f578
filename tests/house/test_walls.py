"""Walls that an import checker cannot see: keys between tables, and rows that a view fetches past the role."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignObject, ManyToManyField, Model

SOURCE = Path(__file__).parents[2] / "src" / "ninefold"
# From the ground up. A key may lead to the same room or to one that is lower.
ROOMS = {"ui": 0, "accounts": 1, "payments": 2, "academy": 3, "feedback": 4, "site": 5}


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("ninefold.")]


def keys() -> Iterator[tuple[str, str, str, str | None]]:
    """Every key between our tables: what it is called, the room it is in, the room it leads to, the way back."""
    for model in our_models():
        for field in model._meta.get_fields(include_hidden=False):
            if isinstance(field, ForeignObject | ManyToManyField):
                target = field.related_model
                assert isinstance(target, type)
                if target in our_models():
                    back = field.remote_field.related_name
                    yield f"{model.__name__}.{field.name}", model._meta.app_label, target._meta.app_label, back


def breaches(found: Iterator[tuple[str, str, str, str | None]]) -> list[str]:
    """What is wrong with keys, in words."""
    wrong = []
    for name, room, target, back in found:
        if ROOMS[target] > ROOMS[room]:
            wrong.append(f"{name} leads up, from {room} to {target}")
        if target != room and back != "+":
            wrong.append(f"{name} can be followed back, from {target} to {room}")
    return wrong


def test_keys_between_tables_lead_down_and_cannot_be_followed_back() -> None:
    found = list(keys())
    assert ("Role.person", "accounts", "accounts", "+") in found
    assert breaches(iter(found)) == []


def test_a_key_that_leads_up_or_can_be_followed_back_is_found() -> None:
    assert breaches(iter([("Order.round", "payments", "feedback", "+")])) == [
        "Order.round leads up, from payments to feedback"
    ]
    assert breaches(iter([("Report.person", "feedback", "accounts", None)])) == [
        "Report.person can be followed back, from accounts to feedback"
    ]


def past_the_role(source: str) -> list[int]:
    """The lines of a view that reach for rows by anything but `visible_to(role)`."""
    tree = ast.parse(source)
    allowed = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "visible_to" and isinstance(node.value, ast.Attribute)
    }
    managers = ("objects", "_default_manager", "_base_manager")
    lines = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in managers and id(node) not in allowed
    ]
    shortcuts = ("get_object_or_404", "get_list_or_404", "aget_object_or_404")
    return sorted(
        lines + [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in shortcuts]
    )


def views() -> list[Path]:
    found = [*SOURCE.glob("*/views.py"), *SOURCE.glob("*/views/*.py")]
    assert len(found) >= 2
    return found


@pytest.mark.parametrize("view", views(), ids=lambda path: f"{path.parts[-2]}/{path.name}")
def test_a_view_reaches_rows_through_the_role(view: Path) -> None:
    assert past_the_role(view.read_text()) == []


def test_a_view_that_goes_past_the_role_is_found() -> None:
    assert past_the_role("Person.objects.visible_to(role).get(pk=1)") == []
    assert past_the_role("a = 1\nPerson.objects.get(pk=1)") == [2]
    assert past_the_role("rows = Person.objects\nrows.visible_to(role)\nPerson._base_manager.all()") == [1, 3]
    assert past_the_role("get_object_or_404(Person, pk=1)") == [1]


# Inside a room each file depends only on those after it; the two on a line never meet.
FILES = [{"urls"}, {"views", "jobs"}, {"forms"}, {"actions"}, {"emails", "policies"}, {"queries"}, {"models"}]
RANKS = {name: rank for rank, names in enumerate(FILES) for name in names}


def upward(room: str, file: str, source: str) -> list[str]:
    """The imports of a file from files of its own room that do not stand below it."""
    wrong = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"ninefold.{room}"):
            parts = node.module.split(".")
            names = parts[2:3] or [alias.name for alias in node.names]
            wrong += [f"{file} imports {name}" for name in names if name != file and RANKS.get(name, 99) <= RANKS[file]]
    return wrong


def ranked_files() -> list[tuple[str, str, Path]]:
    """Every file of a room that has a rank: its room, its kind, where it is."""
    found = []
    for room in ROOMS:
        for path in (SOURCE / room).rglob("*.py"):
            kind = path.relative_to(SOURCE / room).with_suffix("").parts[0]
            if kind in RANKS:
                found.append((room, kind, path))
    return found


def test_the_files_of_a_room_depend_only_on_those_below_them() -> None:
    found = ranked_files()
    assert {("accounts", "actions"), ("feedback", "views"), ("site", "jobs")} <= {
        (room, kind) for room, kind, _ in found
    }
    assert [wrong for room, kind, path in found for wrong in upward(room, kind, path.read_text())] == []


def test_a_file_that_depends_on_one_above_it_is_found() -> None:
    assert upward("accounts", "views", "from ninefold.accounts.actions.places import create_region") == []
    assert upward("accounts", "models", "from ninefold.accounts.policies import By") == ["models imports policies"]
    assert upward("site", "views", "from ninefold.site import jobs, queries") == ["views imports jobs"]
