"""The strings of our templates and Python, those marked for translation and those that are not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from jinja2 import Environment, nodes

from tests.house.pages import Page

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "ninefold"
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
A_SENTENCE = re.compile(r"[^\W\d_]{2,},? [^\W\d_]{2,}")
# Names, which are the same in every language.
NAMES = {"Ninefold", "– Ninefold"}
AN_ATTRIBUTE = re.compile(r"[\w-]+=\"\"")
# What is said to a database.
A_STATEMENT = re.compile(r"\b(SELECT|FROM|ALTER TABLE|INSERT INTO|PRAGMA|FOR SHARE|IS NULL|IN) |\bIS NULL$")


def marked() -> dict[str, str]:
    """Every string marked for translation, with the file it is in; of plurals both forms."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # babel gives it no types
    found: dict[str, str] = {}
    for name, _line, message, _comments, _context in extract_from_dir(SOURCE, methods, options):
        for text in (message,) if isinstance(message, str) else message:
            found[text] = name
    return found


def templates() -> list[Path]:
    """Our own templates."""
    return sorted([*SOURCE.glob("*/templates/**/*.jinja"), *SOURCE.glob("*/templates/**/*.html")])


def unmarked_in_template(source: str) -> list[str]:
    """The words of a template that a translator would never see."""
    tree = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True).parse(source)
    html = "".join(_written(node) for node in tree.find_all(nodes.Output))
    words = [word for word in Page(html).words if re.search(r"[^\W\d_]", word) and word not in NAMES]
    # A macro may write an attribute into a tag that is elsewhere.
    words = [word for word in words if not AN_ATTRIBUTE.fullmatch(word)]
    # What a template gives a macro as a value, such as {"text": "Send"}.
    given = [
        value.value
        for pair in tree.find_all(nodes.Pair)
        if isinstance(value := pair.value, nodes.Const)
        and isinstance(value.value, str)
        and A_SENTENCE.search(value.value)
    ]
    return words + given


def _written(output: nodes.Output) -> str:
    """What an output writes as it stands, with nothing in place of what is worked out."""
    return "".join(node.data for node in output.nodes if isinstance(node, nodes.TemplateData))


def unmarked_in_python(source: str) -> list[str]:
    """Sentences of a Python file that are not marked, other than what only programmers and operators read."""
    tree = ast.parse(source)
    skipped = set(_docstrings(tree))
    for node in ast.walk(tree):
        if _is_for_us(node):
            skipped |= {id(inner) for inner in ast.walk(node)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in skipped
        and A_SENTENCE.search(node.value)
        and not A_STATEMENT.search(node.value)
    ]


def _docstrings(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        for statement in getattr(node, "body", []) if not isinstance(node, ast.Lambda | ast.IfExp) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield id(statement.value)


def _is_for_us(node: ast.AST) -> bool:
    """A marked string, a fault of the program, an annotation, or the name of an audit entry or a row.

    A `__str__` that pages show is somebody's name, which is the same in every language.
    """
    if isinstance(node, ast.FunctionDef):
        return node.name == "__str__"
    if isinstance(node, ast.AnnAssign):
        return False
    if isinstance(node, ast.keyword):
        return node.arg == "what"
    if isinstance(node, ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if isinstance(called, ast.Attribute) and getattr(called.value, "id", "") == "log":
            return True  # read by operators alone
        return name in MARKS | {"TypeError", "FileNotFoundError", "ValueError", "TypeVar"}
    return False
