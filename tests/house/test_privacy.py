"""Every field of every table says what kind of information it holds."""

from django.db.models import Model

from ninefold.accounts.models import Nation, Person
from ninefold.accounts.privacy import OPEN, PERSONAL, Privacy
from tests.house.test_walls import our_models


def faults(model: type[Model], labels: dict[str, Privacy]) -> list[str]:
    """Fields without a label, and labels without a field."""
    fields = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}
    faulty = [f"{model.__name__}.{name} has no label" for name in sorted(fields - set(labels))]
    faulty += [f"{model.__name__} has no field {name}" for name in sorted(set(labels) - fields)]
    return faulty + [f"{model.__name__}.{name}: {label}" for name, label in labels.items() if label not in Privacy]


def test_every_field_of_every_table_has_a_label() -> None:
    assert len(our_models()) >= 8
    for model in our_models():
        assert faults(model, getattr(model, "privacy", {})) == []


def test_a_field_without_a_label_is_found() -> None:
    assert faults(Nation, {"id": OPEN}) == ["Nation.name has no label"]
    assert faults(Nation, {"id": OPEN, "name": OPEN, "flag": OPEN}) == ["Nation has no field flag"]


def test_whatever_tells_of_a_person_is_not_open() -> None:
    assert {name for name, label in Person.privacy.items() if label is OPEN} == {"id"}
    assert Person.privacy["email"] is PERSONAL
