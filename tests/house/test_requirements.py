"""What is installed is what was chosen: exact versions, known by their hashes, from wherever a machine takes them."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from launch.addresses import named_addresses
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = PROJECT["project"]["dependencies"]
DEV = PROJECT["dependency-groups"]["dev"]
PLANTED = {
    "requirements.txt": "--index-url https://mirror.example/simple\n",
    "requirements-dev.txt": "django @ https://mirror.example/django.whl\n",
    "docs/requirements.txt": "-f /srv/wheels\n",
    "constraints.txt": "--find-links wheels\n",
    "uv.lock": 'source = { registry = "https://mirror.example/simple" }\n',
    "web/package-lock.json": '"resolved": "http://mirror.example/axe.tgz"\n',
    ".npmrc": "registry=http://mirror.example/\n",
}


def locked(name: str) -> dict[str, tuple[str, str]]:
    """The requirements of a locked file: version, and all that is said of it, by name."""
    text = re.sub(r"\\\n\s*", "", (ROOT / name).read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = {}
    for line in lines:
        match = re.match(r"([\w.-]+)==([\w.+!]+)\s*(.*)", line)
        assert match, f"{name} does not say one exact version: {line}"
        found[match[1]] = (match[2], match[3])
    return found


def test_no_file_names_an_address_of_packages() -> None:
    assert list(named_addresses(ROOT)) == []


@pytest.mark.parametrize("name", PLANTED)
def test_an_address_is_found_wherever_it_is_written(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(f"# a comment\n{PLANTED[name]}", encoding="utf-8")
    (found,) = named_addresses(tmp_path)
    assert found.startswith(f"{name}:2: ")


def test_the_project_names_no_index() -> None:
    assert "uv" not in PROJECT["tool"]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_has_a_hash(name: str) -> None:
    without = [package for package, (_, rest) in locked(name).items() if "--hash=sha256:" not in rest]
    assert without == []


@pytest.mark.parametrize(("name", "asked"), [("requirements.txt", RUN), ("requirements-dev.txt", [*RUN, *DEV])])
def test_what_is_locked_is_what_was_asked_for(name: str, asked: list[str]) -> None:
    versions = locked(name)
    for text in asked:
        requirement = Requirement(text)
        version, _ = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{name} has {requirement.name} {version}: run tools/lock"


def test_the_tests_run_on_the_very_versions_that_start_installs() -> None:
    run, dev = locked("requirements.txt"), locked("requirements-dev.txt")
    assert {name: version for name, (version, _) in run.items()} == {name: dev[name][0] for name in run}


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    listed = [number for number, line in enumerate(lines) if re.match(r'    "[A-Za-z][^" ]*~=', line)]
    assert len(listed) == len(RUN) + len(DEV)
    silent = [lines[number] for number in listed if not re.match(r'    (# |"types-)', lines[number - 1])]
    assert silent == []


def test_the_wheel_holds_the_frameworks_the_examples_and_the_pages(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("src", "frameworks", "examples"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (wheel,) = (source / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
    for start in (
        "ninefold/frameworks/nine-dimensions/framework.yaml",
        "ninefold/examples/ward-manager.csv",
        "ninefold/site/templates/",
        "ninefold/academy/pages/en/about-360.md",
        "ninefold/academy/pages/cy/about-360.md",
        "ninefold/py.typed",
    ):
        assert any(name.startswith(start) for name in names), start
