"""The tools of the tests do what the tests rely on."""

import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser

from tests.support.axe import barriers
from tests.support.chromium import fetched_chromium, launch

ROOT = Path(__file__).resolve().parents[2]
PAGE = "data:text/html,<!doctype html><html lang=en><title>A title</title><main><h1>A heading</h1>{}</main>"
SKIPS = {
    "call": "import pytest\ndef test_a():\n    pytest.skip('why')\n",
    "mark": "import pytest\n@pytest.mark.skip\ndef test_a():\n    pass\n",
    "file": "import pytest\npytest.importorskip('no_such_module')\n",
}


def test_postgresql_answers(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        row = connection.execute("SELECT version()").fetchone()
    assert row is not None
    assert row[0].startswith("PostgreSQL")


def test_chromium_renders_a_page(browser: Browser) -> None:
    page = browser.new_page()
    page.goto(PAGE.format("<p style='width:50%25'>Text"))
    assert page.evaluate("document.querySelector('p').offsetWidth") > 100
    page.close()


def test_a_machine_without_chromium_gets_one(browser: Browser) -> None:
    fetched = launch(browser.browser_type, fetched_chromium())
    page = fetched.new_page()
    page.goto(PAGE.format("<script>document.write(6*7)</script>"))
    assert "42" in page.inner_text("main")
    fetched.close()


def test_axe_finds_a_planted_barrier_and_nothing_else(browser: Browser) -> None:
    page = browser.new_page()
    page.goto(PAGE.format("<p>Text"))
    assert barriers(page) == []
    page.goto(PAGE.format("<img src=data:,>"))
    (found,) = barriers(page)
    assert found.startswith("image-alt (critical):")
    assert found.endswith("at img")
    page.close()


def test_a_test_cannot_call_another_host() -> None:
    # pytest-socket warns before it refuses, and here a warning is an error.
    with socket.socket() as outside, pytest.raises(UserWarning, match="tried to use socket"):
        outside.connect(("192.0.2.1", 80))


def test_a_skipped_test_is_red_however_it_was_skipped(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n", encoding="utf-8")
    for name, text in SKIPS.items():
        (tmp_path / f"test_{name}.py").write_text(text, encoding="utf-8")
    options = ("-q", "--continue-on-collection-errors", "-c", str(ROOT / "pyproject.toml"))
    command = [sys.executable, "-m", "pytest", *options, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "none may be" in done.stdout
    assert "1 failed, 2 errors" in done.stdout
