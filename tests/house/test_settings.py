"""Every setting that can be given from outside is described, and nothing else is."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from ninefold.site.environment import SETTINGS

ROOT = Path(__file__).parents[2]


def read_by_the_settings() -> set[str]:
    """The names that the settings look up in the environment."""
    tree = ast.parse((ROOT / "src/ninefold/site/settings.py").read_text())
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if re.fullmatch(r"NINEFOLD_[A-Z_]+|(KEYS_)?DATABASE_URL", text)}


def test_every_setting_has_a_heading_and_every_heading_a_setting() -> None:
    headings = re.findall(r"^## `([A-Z_]+)`$", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)
    assert len(headings) == len(set(headings))
    assert set(headings) == read_by_the_settings()


def test_every_setting_of_ours_is_known_by_name_so_that_a_slip_in_one_is_seen() -> None:
    assert {name for name in read_by_the_settings() if name.startswith("NINEFOLD_")} == SETTINGS


def test_no_other_file_reads_a_setting_past_the_settings() -> None:
    readers = {
        path.name
        for path in (ROOT / "src/ninefold").rglob("*.py")
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text())
    }
    assert readers <= {"settings.py"}


def _behind_https(folder: Path, *command: str) -> str:
    given = {"NINEFOLD_HTTPS": "1", "NINEFOLD_DATA": str(folder), "DATABASE_URL": "", "NINEFOLD_DEMO": ""}
    environment = {**os.environ, **given, "DJANGO_SETTINGS_MODULE": "ninefold.site.settings"}
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser of other tests needs it, a deployment must not
    done = subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_deployment_behind_https_passes_the_checks_of_the_framework(tmp_path: Path) -> None:
    assert "no issues" in _behind_https(tmp_path, "-m", "django", "check", "--deploy", "--fail-level", "WARNING")


def test_behind_https_browsers_are_told_to_stay_there_and_cookies_never_travel_without(tmp_path: Path) -> None:
    ask = """
import django, json
django.setup()
from django.test import Client
safe = {"host": "localhost", "x-forwarded-proto": "https"}
page = Client(headers=safe).get("/report-from-a-file/")
plain = Client(headers={"host": "localhost"})
print(json.dumps({
    "told": page.headers["Strict-Transport-Security"],
    "secure": [cookie["secure"] for cookie in page.cookies.values()],
    "plain": [plain.get("/").status_code, plain.get("/").headers["Location"], plain.get("/healthz").status_code],
}))
"""
    found = json.loads(_behind_https(tmp_path, "-c", ask))
    assert found == {"told": "max-age=31536000", "secure": [True], "plain": [301, "https://localhost/", 200]}
