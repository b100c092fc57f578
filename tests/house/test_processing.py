"""The record of processing says what the program holds: every table, ours or not, every field, the periods set."""

from pathlib import Path

from django.apps import apps
from django.test.utils import override_settings

from ninefold.accounts.privacy import OPEN, Privacy
from ninefold.feedback.queries.retention import RULES
from ninefold.site.processing import PROCESSING, document, labels_of
from ninefold.site.settings import KEEP_MONTHS
from tests.house.test_privacy import faults

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "docs/data-protection/record-of-processing.md"


def test_every_table_is_in_the_record_those_of_libraries_too() -> None:
    tables = {model._meta.label for model in apps.get_models()}
    assert {"sessions.Session", "account.EmailAddress"} <= tables
    assert set(PROCESSING) == tables


def test_every_field_of_every_table_has_a_label_those_of_libraries_too() -> None:
    for model in apps.get_models():
        assert faults(model, labels_of(model)) == []


def test_only_tables_that_are_not_ours_have_their_labels_in_the_record() -> None:
    for model in apps.get_models():
        ours = model.__module__.startswith("ninefold.")
        assert bool(PROCESSING[model._meta.label].labels) is not ours


def test_the_record_that_is_committed_is_what_the_labels_give() -> None:
    assert RECORD.read_text(encoding="utf-8") == document()


def test_a_field_that_says_something_of_a_person_stands_in_the_record() -> None:
    lines = {line.split(" | ")[0].removeprefix("| "): line for line in document().splitlines() if line.startswith("| ")}
    for model in apps.get_models():
        for name, label in labels_of(model).items():
            said = f" {name}" in lines[model._meta.label].replace("|", ",").partition(" ")[2]
            assert said or label is OPEN, f"{model._meta.label}.{name}"


def test_another_period_is_another_record() -> None:
    with override_settings(KEEP_MONTHS={**KEEP_MONTHS, "reports": 24}):
        changed = document()
    assert "24 months after the close" in changed
    assert "24 months after the close" not in document()


def test_every_period_is_used_by_a_rule() -> None:
    assert {rule.months for rule in RULES} - {""} == set(KEEP_MONTHS)


def test_every_label_is_one_of_three() -> None:
    assert {label for model in apps.get_models() for label in labels_of(model).values()} == set(Privacy)
