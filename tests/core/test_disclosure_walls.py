"""What keeps answers from reports is that the code which draws cannot reach them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import ninefold

ROOT = Path(ninefold.__file__).parent
ANSWERS = {"ninefold.core.responses", "ninefold.core.answer_file", "ninefold.core.disclosure"}


@cache
def modules(folder: Path) -> dict[str, ast.Module]:
    """Every module under a folder, by its path in the package."""
    found = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text()) for path in sorted(folder.rglob("*.py"))}
    assert found, f"nothing to look at in {folder}"
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import would not be seen here"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def makes(tree: ast.AST, name: str) -> bool:
    """Whether a file calls this class."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(name == (call.id if isinstance(call, ast.Name) else getattr(call, "attr", "")) for call in calls)


@pytest.mark.parametrize("name", ["Shown", "CommentList"])
def test_only_the_rule_makes_what_is_shown_and_only_one_module_reads_back_what_was_kept(name: str) -> None:
    makers = [path for path, tree in modules(ROOT).items() if makes(tree, name)]
    assert makers == ["core/disclosure.py", "core/shown_json.py"]


def test_the_rooms_that_draw_make_no_cell() -> None:
    for path, tree in modules(ROOT / "reports").items():
        assert not makes(tree, "Cell"), path


def test_the_rooms_that_draw_import_no_answers() -> None:
    for path, tree in modules(ROOT / "reports").items():
        assert not ANSWERS & set(imported(tree)), path


@pytest.mark.parametrize("name", ["results", "findings", "sureness", "figures", "shown", "shown_json"])
def test_what_is_worked_out_is_worked_out_without_answers(name: str) -> None:
    assert not ANSWERS & set(imported(ast.parse((ROOT / "core" / f"{name}.py").read_text())))
