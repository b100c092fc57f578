"""The example reports: real reports, made from the files in examples/ by the rule that holds for all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from ninefold.feedback.queries.examples import EXAMPLES

EXAMPLES_FOLDER = Path(__file__).parents[2] / "examples"
SLUGS = [example.slug for example in EXAMPLES]


def test_every_file_of_answers_in_the_folder_is_an_example_and_no_other() -> None:
    assert sorted(path.stem for path in EXAMPLES_FOLDER.glob("*.csv")) == sorted(SLUGS)


def test_the_list_leads_to_each_example(client: Client) -> None:
    page = client.get("/examples/").content.decode()
    for slug in SLUGS:
        assert f'href="/examples/{slug}/"' in page
        assert client.get(f"/examples/{slug}/").status_code == 200


@pytest.mark.parametrize("slug", SLUGS)
def test_an_example_can_be_taken_away_as_it_stands_in_the_folder(client: Client, slug: str) -> None:
    for kind in ("html", "json", "xlsx"):
        response = client.get(f"/examples/{slug}/report.{kind}")
        assert response["Content-Disposition"] == f'attachment; filename="{slug}.{kind}"'
        assert response.content == (EXAMPLES_FOLDER / f"{slug}.{kind}").read_bytes(), (
            f"examples/{slug}.{kind} is not what the program makes now; tools/examples makes it anew"
        )


def test_the_examples_show_what_they_are_there_to_show() -> None:
    reports = {slug: json.loads((EXAMPLES_FOLDER / f"{slug}.json").read_bytes()) for slug in SLUGS}
    found = {slug: report["derived"]["findings"] for slug, report in reports.items()}
    rich, small, low = (found[slug] for slug in ("ward-manager", "community-team", "estates-lead"))
    assert all(rich[kind] for kind in ("recognised_strengths", "hidden_strengths", "needs", "groups_differ"))
    assert any("+" in block["id"] for block in reports["community-team"]["blocks"])
    assert sum("at_most" in cell or "at_least" in cell for cell in reports["community-team"]["cells"]) > 10
    assert small["needs"], "something certain can be said of small groups too"
    assert len(low["you_rate_yourself_higher"]) > 3
    assert low["recognised_strengths"], "hard news stands beside something to build on"


def test_there_is_no_other_example_and_no_other_kind_of_file(client: Client) -> None:
    assert client.get("/examples/nobody/").status_code == 404
    assert client.get("/examples/nobody/report.pdf").status_code == 404
    assert client.get("/examples/ward-manager/report.exe").status_code == 404
    assert client.post("/examples/ward-manager/").status_code == 405
