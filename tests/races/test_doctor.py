"""What the doctor says of the servers of an installation on PostgreSQL."""

import json
import subprocess
import sys

from tests.support.site import ROOT


def examined(environment: dict[str, str]) -> dict[str, list[str]]:
    command = [sys.executable, "-m", "ninefold.site.cli", "doctor", "--json"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return {found["what"]: [found["state"], found["said"]] for found in json.loads(done.stdout)["findings"]}


def test_keys_on_the_server_of_the_main_database_are_found_by_whatever_name_it_is_reached(
    postgresql: dict[str, str],
) -> None:
    # A demonstration, for as a real installation it would be refused; there the doctor says broken.
    state, said = examined(postgresql)["keys"]
    assert (state, said[:48]) == ("look at this", "They lie on the server of the main database, who")


def test_the_clocks_of_this_machine_and_the_database_server_are_compared(postgresql: dict[str, str]) -> None:
    state, said = examined(postgresql)["clock"]
    assert (state, said) == ("well", "This machine and the database server are 0.0 seconds apart.")


def test_a_server_that_is_away_is_said_without_the_password_in_its_address(postgresql: dict[str, str]) -> None:
    away = {"DATABASE_URL": "postgresql://ninefold:pa55word@127.0.0.1:1/ninefold"}
    found = examined({**postgresql, **away})
    assert found["database"][0] == "broken"
    assert "pa55word" not in json.dumps(found)
