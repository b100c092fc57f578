"""`ninefold framework`: check a framework, or list its questions. Needs no database."""

from __future__ import annotations

import argparse
import json

from ninefold.core.framework.library import load_framework, locales_of
from ninefold.core.framework.model import Question


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("framework", help="check a framework, or list its questions", description=__doc__)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    check = actions.add_parser("check", help="say whether a framework can be used, and every fault if it cannot")
    check.add_argument("framework", metavar="FOLDER", help="the folder of the framework, or the id of a shipped one")
    questions = actions.add_parser("questions", help="list the questions with their codes and scales")
    questions.add_argument("framework", metavar="ID", help="the id of a shipped framework, or the path of its folder")
    questions.add_argument("--locale", help="the language of the texts; the framework's own if left out")
    questions.add_argument("--json", action="store_true", help="as a list of objects")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked. Raises FrameworkError with every fault of a faulty framework."""
    if arguments.action == "check":
        _check(arguments.framework)
    else:
        questions = load_framework(arguments.framework, arguments.locale).questions
        print(_as_json(questions) if arguments.json else _as_lines(questions))
    return 0


def _check(id_or_folder: str) -> None:
    framework = load_framework(id_or_folder)
    locales = locales_of(id_or_folder)
    for locale in locales:
        load_framework(id_or_folder, locale)
    print(
        f"{framework.title} ({framework.id} {framework.version}) can be used: {len(framework.dimensions)} dimensions, "
        f"{len(framework.questions)} questions, forms {', '.join(form for form, _ in framework.forms)}, "
        f"words in {', '.join(locales)}."
    )


def _as_json(questions: tuple[Question, ...]) -> str:
    return json.dumps(
        [
            {
                "code": question.code,
                "kind": question.kind,
                "dimension": question.dimension,
                "lo": question.scale.lo if question.scale else None,
                "hi": question.scale.hi if question.scale else None,
                "text": question.text,
            }
            for question in questions
        ],
        ensure_ascii=False,
        indent=1,
    )


def _as_lines(questions: tuple[Question, ...]) -> str:
    width = max(len(question.code) for question in questions)
    return "\n".join(
        f"{question.code:<{width}}  "
        f"{f'{question.scale.lo} to {question.scale.hi}' if question.scale else 'comment':<8}  {question.text}"
        for question in questions
    )
