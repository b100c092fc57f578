"""A broken page stops the site before anybody meets it: by whichever way it is started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.site import SiteError, environment_of, running_site
from tests.support.starting import PATIENCE, start

ROOT = Path(__file__).parents[2]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder of pages with two faults in one."""
    (tmp_path / "pages/en").mkdir(parents=True)
    (tmp_path / "pages/en/privacy.md").write_text("# Privacy\n\n<b>Ours</b>\n\n{{ prise }}\n", encoding="utf-8")
    return tmp_path / "pages"


def faults(folder: Path) -> list[str]:
    """What is said of it."""
    file = folder / "en/privacy.md"
    return [
        f"{file}, line 3: “<b>” is HTML, which pages do not take. Write it in Markdown, or “\\<” for the sign itself.",
        f"{file}, line 3: “</b>” is HTML, which pages do not take. Write it in Markdown, or “\\<” for the sign itself.",
        f"{file}, line 5: There is no placeholder “prise”. Did you mean “price”?",
    ]


def test_start_ends_with_every_fault_before_it_serves(broken: Path, tmp_path: Path) -> None:
    refused = start(ROOT, "--prepare", NINEFOLD_PAGES=str(broken), NINEFOLD_DATA=str(tmp_path / "data"))
    _, said = refused.communicate(timeout=PATIENCE)
    assert refused.returncode == 2
    assert said.splitlines() == ["The pages cannot be shown.", *faults(broken)]


def test_the_web_server_alone_does_not_serve_either(broken: Path, tmp_path: Path) -> None:
    environment = {**environment_of(tmp_path), "NINEFOLD_PAGES": str(broken)}
    with pytest.raises(SiteError) as ended, running_site(environment):
        pass
    said = str(ended.value)
    assert "Traceback" not in said
    assert [line for line in faults(broken) if line not in said] == []


def ninefold(*words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """A command as an operator runs it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NINEFOLD_")}
    command = [sys.executable, "-m", "ninefold.site.cli", *words]
    return subprocess.run(command, env={**environment, **more}, capture_output=True, text=True, check=False)


def test_a_folder_is_tried_before_it_is_used(broken: Path, tmp_path: Path) -> None:
    data = {"NINEFOLD_DATA": str(tmp_path)}
    refused = ninefold("pages", "check", str(broken), **data)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.removeprefix("ninefold: ").splitlines() == faults(broken)
    (broken / "en/privacy.md").write_text("# Privacy\n", encoding="utf-8")
    (broken / "en/our-fees.md").write_text("# Our fees\n", encoding="utf-8")
    agreed = ninefold("pages", "check", str(broken), **data)
    assert (agreed.returncode, agreed.stdout) == (0, "18 files of 10 pages can be shown.\n")
    listed = ninefold("pages", "list", **{**data, "NINEFOLD_PAGES": str(broken)}).stdout
    rows = [" ".join(row.split()) for row in listed.splitlines()]
    assert f"/pages/our-fees/ en Our fees {broken / 'en/our-fees.md'}" in rows


def test_a_folder_that_is_none_is_one_clear_sentence(tmp_path: Path) -> None:
    for words in (("pages", "check"), ("worker", "--once")):
        refused = ninefold(*words, NINEFOLD_DATA=str(tmp_path), NINEFOLD_PAGES=str(tmp_path / "none"))
        assert refused.returncode == 2
        assert refused.stderr.startswith(f"ninefold: NINEFOLD_PAGES is “{tmp_path / 'none'}”, which is not a folder.")
    refused = ninefold("pages", "check", str(tmp_path / "none"), NINEFOLD_DATA=str(tmp_path))
    assert (refused.returncode, "is not a folder" in refused.stderr) == (2, True)
