"""`ninefold audit`: who did what when for the data protection officer, and whether the trail is as it was written."""

import pytest
from django.db import connection

from ninefold.accounts.actions.chaining import chain_new_entries
from ninefold.accounts.actions.places import rename_programme
from ninefold.accounts.actions.trail import forget_in_the_trail
from ninefold.accounts.audit import AuditEntry
from ninefold.site import cli
from ninefold.site.commands import audit
from tests.world import NOON, World

OMAR = "omar.haddad@example.org"


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert cli.main(["audit", *words]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert cli.main(["audit", *words]) == 2
    return capsys.readouterr().err


@pytest.fixture
def renamed(world: World) -> World:
    """A world in which a lead renamed a programme."""
    rename_programme(programme=world.rising_leaders, name="Risen leaders", by=world.trent_lead, at=NOON)
    return world


def test_it_lists_who_did_what_to_which_row_and_no_content(renamed: World, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = said(capsys, "list", "--on", "programme", str(renamed.rising_leaders.pk)).splitlines()[2:]
    assert OMAR in line
    assert f"organisation_lead of organisation:{renamed.trent.pk}" in line
    assert f"rename  programme {renamed.rising_leaders.pk}" in line
    assert "Risen" not in line


def test_it_lists_what_a_person_did_and_what_was_done_to_them(
    renamed: World, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(capsys, "list", "--person", OMAR).splitlines()[1:]
    assert lines
    assert all(OMAR in line for line in lines)
    assert {"create", "grant", "rename"} <= {word for line in lines for word in line.split()}
    assert said(capsys, "list", "--person", renamed.payer.person.email).count("rename") == 0


@pytest.mark.usefixtures("renamed")
def test_it_lists_what_was_done_since_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    day = f"{NOON:%Y-%m-%d}"
    assert "rename" in said(capsys, "list", "--since", day)
    assert said(capsys, "list", "--since", "2100-01-01").splitlines()[1:] == []


@pytest.mark.usefixtures("renamed")
def test_of_many_it_lists_the_last_and_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "MOST", 1)
    header, line, note = said(capsys, "list").splitlines()
    assert header.startswith("no.")
    assert "rename" in line
    assert "the last 1" in note


def test_whoever_was_erased_is_listed_without_a_name(renamed: World, capsys: pytest.CaptureFixture[str]) -> None:
    forget_in_the_trail(renamed.trent_lead.person)
    listed = said(capsys, "list", "--on", "programme", str(renamed.rising_leaders.pk))
    assert "(erased)" in listed
    assert OMAR not in listed


@pytest.mark.usefixtures("renamed")
@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("list", "--person", "nobody@example.org"), "no person with the address"),
        (("list", "--on", "programm", "1"), "There is: nation, "),
        (("list", "--on", "programme", "one"), "“one” is not the number of a row"),
        (("list", "--on", "person", "1"), "Use --person"),
        (("list", "--since", "yesterday"), "like 2026-11-24"),
        (("verify", "--noted", "1", "abc"), "as `ninefold audit verify` printed them"),
    ],
)
def test_what_cannot_be_found_or_read_is_told(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], error: str
) -> None:
    assert error in refused(capsys, *words)


@pytest.mark.usefixtures("renamed")
def test_it_says_how_far_it_verified_and_what_to_note(capsys: pytest.CaptureFixture[str]) -> None:
    entries = AuditEntry.objects.count()
    assert f"{entries} newer ones are not chained yet" in said(capsys, "verify")
    chain_new_entries(NOON)
    verified = said(capsys, "verify")
    assert f"Verified up to link {entries}" in verified
    noted = verified.split()[-2:]
    assert "Verified" in said(capsys, "verify", "--noted", *noted)


@pytest.mark.usefixtures("renamed")
def test_it_names_the_first_entry_that_does_not_fit_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    chain_new_entries(NOON)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_entry_stays")
        cursor.execute("UPDATE accounts_auditentry SET what = 'look' WHERE link >= 3")
    third = AuditEntry.objects.get(link=3)
    assert f"Entry {third.pk} of " in refused(capsys, "verify")
