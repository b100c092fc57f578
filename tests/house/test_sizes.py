"""A file can be read in one go, and a function seen in one look."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KINDS = ("*.py", "*.jinja", "*.html", "*.css", "*.js", "*.typ")
NOT_OURS = ("design-system", "migrations", ".mypy_cache", "__pycache__", ".venv")
LONGEST_FILE, LONGEST_FUNCTION = 400, 60


def files() -> list[Path]:
    folders = [ROOT / name for name in ("src", "tests", "tools", "bench")]
    found = [path for folder in folders for kind in KINDS for path in folder.rglob(kind)]
    return sorted(path for path in found if not set(path.parts) & set(NOT_OURS))


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_and_no_function_is_too_long(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= LONGEST_FILE
    if path.suffix == ".py":
        long = [
            f"{node.name}, line {node.lineno}"
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
        ]
        assert long == []
