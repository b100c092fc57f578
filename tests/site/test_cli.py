"""The command line: what it lists, what it refuses, what it needs."""

import subprocess
import sys

import pytest
from django.db import OperationalError

from ninefold.accounts.models import Nation, Organisation, Person, Region, Role
from ninefold.site import cli


@pytest.fixture
def ninefold(db: None, capsys: pytest.CaptureFixture[str]) -> "Ninefold":  # noqa: ARG001 - the database is open
    return Ninefold(capsys)


class Ninefold:
    """Runs commands, and says what they said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> str:
        """What a command says that goes well."""
        code = cli.main(arguments)
        said = self._capsys.readouterr()
        assert (code, said.err) == (0, "")
        return said.out

    def refuses(self, *arguments: str) -> str:
        """The one sentence of a command that cannot be done."""
        code = cli.main(arguments)
        said = self._capsys.readouterr()
        assert (code, said.out) == (2, "")
        assert said.err.startswith("ninefold: ")
        assert said.err.count("\n") == 1
        return said.err


def test_without_a_command_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    listed = " ".join(capsys.readouterr().out.split())  # however wide the terminal is
    for name, command in cli.COMMANDS.items():
        assert name in listed
        assert command.help in listed


def test_an_unknown_command_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["regoin"])
    assert ended.value.code == 2
    assert "region" in capsys.readouterr().err


@pytest.mark.parametrize("name", [name for name, command in cli.COMMANDS.items() if not command.needs_django])
def test_a_command_that_needs_no_database_needs_no_django(name: str) -> None:
    look = "import sys; from ninefold.site.cli import load; load(sys.argv[1]); assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", look, name], check=True)


def test_the_first_nation_region_organisation_and_lead_are_made_by_commands(ninefold: Ninefold) -> None:
    ninefold("nation", "add", "England")
    ninefold("region", "add", "Midlands", "--nation", "england")
    ninefold("organisation", "add", "Trent Valley", "--region", "Midlands", "--ods-code", "r1a")
    ninefold("programme", "add", "Rising leaders", "--organisation", "R1A")
    ninefold("person", "add", "Ada@example.org", "--name", "Ada Okafor", "--organisation", "r1a")
    said = ninefold("role", "grant", "ada@example.org", "organisation_lead", "r1a")
    assert said == "Granted: Ada Okafor, organisation lead of Trent Valley.\n"
    assert "Trent Valley" in ninefold("role", "list", "ada@example.org")
    number = str(Role.objects.get().pk)
    assert ninefold("role", "end", number) == "Ended: Ada Okafor, organisation lead of Trent Valley.\n"
    assert "Ada" not in ninefold("role", "list")
    assert "has ended already" in ninefold.refuses("role", "end", number)


def test_what_is_listed_has_the_number_that_can_be_given_instead_of_a_name(ninefold: Ninefold) -> None:
    ninefold("nation", "add", "England")
    ninefold("nation", "add", "Wales")
    for nation in Nation.objects.all():
        ninefold("region", "add", "North", "--nation", str(nation.pk))
    assert "More than one region is called “North”" in ninefold.refuses("region", "edit", "North", "--name", "N")
    last = Region.objects.get(nation__name="Wales")
    assert f"{last.pk}" in ninefold("region", "list")
    ninefold("region", "edit", str(last.pk), "--name", "North Wales")
    assert "North Wales  Wales" in ninefold("region", "list")


def test_an_organisation_is_edited_wholly_or_not_at_all(ninefold: Ninefold) -> None:
    ninefold("nation", "add", "England")
    ninefold("region", "add", "Midlands", "--nation", "England")
    ninefold("organisation", "add", "Trent", "--region", "Midlands")
    refused = ninefold.refuses("organisation", "edit", "Trent", "--name", "Trent Valley", "--ods-code", "!")
    assert "is not an ODS code" in refused
    assert "Say what to change" in ninefold.refuses("organisation", "edit", "Trent")
    assert Organisation.objects.get().name == "Trent"
    ninefold("organisation", "edit", "Trent", "--name", "Trent Valley", "--ods-code", "R1A")
    assert "Trent Valley  R1A       Midlands" in ninefold("organisation", "list")


def test_a_programme_is_renamed_and_listed(ninefold: Ninefold) -> None:
    ninefold("nation", "add", "England")
    ninefold("region", "add", "Midlands", "--nation", "England")
    ninefold("organisation", "add", "Trent", "--region", "Midlands")
    ninefold("programme", "add", "Rising", "--organisation", "Trent")
    ninefold("programme", "edit", "Rising", "--name", "Risen")
    assert "Risen      Trent" in ninefold("programme", "list")


def test_a_person_is_edited_and_listed(ninefold: Ninefold) -> None:
    ninefold("nation", "add", "England")
    ninefold("region", "add", "Midlands", "--nation", "England")
    ninefold("person", "add", "wen@example.org", "--name", "Wen")
    assert "Say what to change" in ninefold.refuses("person", "edit", "wen@example.org")
    ninefold(
        "person", "edit", "wen@example.org", "--name", "Wen Li", "--new-email", "li@example.org", "--region", "midlands"
    )
    assert Person.objects.get_queryset().get().email == "li@example.org"
    assert "li@example.org  Wen Li  Midlands" in ninefold("person", "list")


def test_what_is_not_there_is_told_with_what_may_be_meant(ninefold: Ninefold) -> None:
    ninefold("nation", "add", "England")
    ninefold("region", "add", "Midlands", "--nation", "England")
    assert "Did you mean “Midlands”?" in ninefold.refuses("organisation", "add", "T", "--region", "Midland")
    assert "There is no nation “Atlantis”." in ninefold.refuses("region", "add", "R", "--nation", "Atlantis")
    assert "no person with the address" in ninefold.refuses("role", "list", "nobody@example.org")
    assert "no role with the number 99" in ninefold.refuses("role", "end", "99")


def test_a_role_is_granted_with_the_place_its_kind_needs(ninefold: Ninefold) -> None:
    ninefold("nation", "add", "England")
    ninefold("person", "add", "a@example.org", "--name", "A")
    assert "Say which nation" in ninefold.refuses("role", "grant", "a@example.org", "national_administrator")
    assert "names no place" in ninefold.refuses("role", "grant", "a@example.org", "facilitator", "England")
    ninefold("role", "grant", "a@example.org", "national_administrator", "England")
    ninefold("role", "grant", "a@example.org", "facilitator")
    assert Role.objects.count() == 2


def test_migrate_and_one_sweep_of_the_worker_go_well(ninefold: Ninefold) -> None:
    assert ninefold("migrate") == ""
    assert ninefold("worker", "--once") == ""


def test_a_database_that_was_never_set_up_is_told_in_a_sentence(
    ninefold: Ninefold, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_table(**_given: object) -> None:
        raise OperationalError("no such table: accounts_nation")

    monkeypatch.setattr("ninefold.site.commands.nation.create_nation", no_table)
    assert "run `ninefold migrate`" in ninefold.refuses("nation", "add", "England")
