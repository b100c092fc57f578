"""The documents can fail: all are found from the README, marks in links are headings, commands in them run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from ninefold.accounts.models import Organisation, Region, Role
from ninefold.site import cli

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "SECURITY.md", *DOCS.glob("**/*.md")])
COMMANDS = [
    shlex.split(line)[1:]
    for block in re.findall(r"```\n(.*?)```", (DOCS / "administrators.md").read_text(encoding="utf-8"), re.DOTALL)
    for line in block.splitlines()
]
# What these do is tested elsewhere: here they would change the database of the tests, or not end.
PARSED_ALONE = {"migrate", "worker", "subject-access", "erase", "retention", "backup", "restore", "doctor"}


def links(page: Path) -> list[tuple[Path, str]]:
    """The file that each link of a page leads to, and the mark after the #; not what examples of pages lead to."""
    found = re.findall(r"\]\((?!page:|static:)([^)#\s]*)#?([^)\s]*)\)", page.read_text(encoding="utf-8"))
    return [((page.parent / file).resolve() if file else page, mark) for file, mark in found]


def headings(page: Path) -> set[str]:
    """The headings of a page, as a link names them."""
    found = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in found}


def test_every_document_is_found_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        waiting += page.glob("*.md") if page.is_dir() else [file for file, _mark in links(page) if _is_text(file)]
    assert {page for page in PAGES if page not in reached} == set()


def _is_text(file: Path) -> bool:
    return file.is_dir() or file.suffix == ".md"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_mark_in_a_link_is_a_heading_of_the_page_it_leads_to(page: Path) -> None:
    for file, mark in links(page):
        assert not mark or mark in headings(file), f"{page.name} leads to #{mark}, which is not in {file.name}"


@pytest.mark.django_db
def test_what_administrators_are_told_to_type_sets_up_a_place(capsys: pytest.CaptureFixture[str]) -> None:
    for words in COMMANDS:
        if words[0] in PARSED_ALONE:
            with pytest.raises(SystemExit) as ended:
                cli.main([*words, "--help"])
            assert ended.value.code == 0
            continue
        # The number is what the list says at that moment.
        given = [*words[:2], str(Role.objects.latest("pk").pk)] if words[:2] == ["role", "end"] else words
        assert cli.main(given) == 0, capsys.readouterr().err
    assert Organisation.objects.get().cares
    assert Region.objects.get().cares
    assert [(role.kind, role.ended_at is None) for role in Role.objects.order_by("pk")] == [
        ("organisation_lead", True),
        ("facilitator", False),
    ]
