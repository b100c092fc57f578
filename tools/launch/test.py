"""What ./test does."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from launch.addresses import named_addresses
from launch.data import compile_translations
from launch.say import ROOT, CannotGoOn
from launch.venv import DEV, PYTHON, ensure_venv, setup_lock

# Each check is a few runs of .venv's Python, with these arguments.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
TOOLS = (
    "design-system",
    "identity-picture",
    "life-cycles",
    "lock",
    "record-of-processing",
    "screenshot",
    "untranslated",
)
SCRIPTS = ("start", "test", *(f"tools/{name}" for name in TOOLS))
CHECKS: dict[str, Sequence[Sequence[str]]] = {
    "lint": [["-m", "ruff", "check", "."], ["-m", "ruff", "format", "--check", "."]],
    "types": [["-m", "mypy", "--scripts-are-modules", "src", "tests", "tools", "bench", *SCRIPTS]],
    "walls": [["-c", LINT_IMPORTS, "--no-logo"]],
    "migrations": [["-m", "django", "makemigrations", "--check", "--dry-run"]],
    "chromium": [["-m", "tests.support.chromium"]],
}
# One process more than there are cores, since browsers and servers are often waited for; the tests of a file share what
# they start, so they stay in one.
PROCESSES = (os.cpu_count() or 1) + 1
SPREAD = (f"--numprocesses={PROCESSES}", "--dist=loadfile", "--no-loadscope-reorder")
# A run depends on nothing that happens to be set on this machine. Hundreds of processes begin in it, and each of them
# takes twice as long where Python may not keep what it has compiled.
FORGOTTEN = (
    "PYTHONDONTWRITEBYTECODE",
    "DATABASE_URL",
    "KEYS_DATABASE_URL",
    "PYTHONPATH",
    "PYTHONWARNINGS",
    "PYTEST_ADDOPTS",
    "DJANGO_SETTINGS_MODULE",
)
USAGE = "./test runs everything; ./test PART… runs these parts; what follows a -- goes to pytest."


def main(arguments: Sequence[str]) -> int:
    """Run every check, or the parts that are named. The result is 0 if all is well, 1 if not, 2 if it could not run."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    parts, for_pytest = arguments[:end], arguments[end + 1 :]
    known = f"{USAGE}\nChecks: {', '.join(CHECKS)}\nTests: {', '.join(_folders())}"
    if "--help" in parts or "-h" in parts:
        print(known)
        return 0
    unknown = [part for part in parts if part not in (*CHECKS, *_folders())]
    if unknown:
        print(f"There is no part “{unknown[0]}”.\n{known}", file=sys.stderr)
        return 2
    began = time.monotonic()
    try:
        _prepare()
        failed = _run(parts, for_pytest)
    except CannotGoOn as error:
        print(error, file=sys.stderr)
        return 2
    except PermissionError as error:
        print(f"{error.filename} may not be written by you: run this as its owner, or make it yours.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    print(f"\n{'Red: ' + ', '.join(failed) if failed else 'Green'}, in {time.monotonic() - began:.0f} s.")
    return 1 if failed else 0


def _folders() -> list[str]:
    """The parts that are folders of tests."""
    return sorted(path.name for path in (ROOT / "tests").iterdir() if any(path.glob("test_*.py")))


def _prepare() -> None:
    # First of all, since installing is what such an address would turn elsewhere.
    addresses = "\n".join(named_addresses(ROOT))
    if addresses:
        raise CannotGoOn(f"Files that lock packages name an address, and none may:\n{addresses}")
    with setup_lock():
        ensure_venv(DEV)
        compile_translations()


def _run(parts: Sequence[str], for_pytest: Sequence[str]) -> list[str]:
    """Run what is asked for, all of it even if something fails, and name what failed."""
    steps = {name: commands for name, commands in CHECKS.items() if not parts or name in parts}
    folders = [f"tests/{part}" for part in parts if part not in CHECKS]
    if folders or not parts:
        steps["tests"] = [["-m", "pytest", "--quiet", *SPREAD, *folders, *for_pytest]]
    failed = []
    with tempfile.TemporaryDirectory(prefix="ninefold-test-") as data:
        for name, commands in steps.items():
            print(f"\n— {name}", flush=True)
            began = time.monotonic()
            results = [_python(command, data) for command in commands]
            print(f"— {name}: {'well' if all(results) else 'FAILED'}, {time.monotonic() - began:.1f} s", flush=True)
            if not all(results):
                failed.append(name)
    return failed


def _python(arguments: Sequence[str], data: str) -> bool:
    """Whether .venv's Python ends well with these arguments."""
    kept = {key: value for key, value in os.environ.items() if key not in FORGOTTEN and not key.startswith("NINEFOLD_")}
    environment = {**kept, "NINEFOLD_DATA": data, "DJANGO_SETTINGS_MODULE": "ninefold.site.settings"}
    return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, env=environment, check=False).returncode == 0
