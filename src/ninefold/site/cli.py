"""The command line: `ninefold COMMAND …`.

A command's module is imported only when it is asked for, so that making a report needs neither Django nor a database
and starts fast. Every command is listed here with what the list of commands says of it.
"""

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from ninefold import __version__
from ninefold.core.errors import NinefoldError


@dataclass(frozen=True)
class Command:
    """What is known of a command before its module is imported."""

    help: str
    needs_django: bool = True


COMMANDS = {
    "report": Command("make a report from a file of answers", needs_django=False),
    "analyse": Command("say how far raters agree, over many assessments", needs_django=False),
    "framework": Command("check a framework, or list its questions", needs_django=False),
    "pages": Command("check the pages of words, or list them"),
    "migrate": Command("bring the database up to date"),
    "backup": Command("write all of the main database, and no keys, to a new file"),
    "restore": Command("put a backup into an empty database"),
    "doctor": Command("say what of this installation is well, and what to do about the rest"),
    "worker": Command("do the work that waits"),
    "demonstrate": Command("make the demonstration, with 360s in every state"),
    "bounce": Command("take a delivery report from the mail server"),
    "nation": Command("list and add nations"),
    "region": Command("list, add and edit regions"),
    "organisation": Command("list, add and edit organisations"),
    "programme": Command("list, add and rename programmes"),
    "person": Command("list, add and edit people"),
    "care": Command("say whom people turn to, and how lists of raters are checked"),
    "role": Command("list, grant and end roles"),
    "register": Command("enter evidence on the register of facilitators, and show how somebody stands"),
    "audit": Command("list who did what when, and verify that nothing of it was changed"),
    "subject-access": Command("give a person what is held of them"),
    "retention": Command("show what is old enough to be deleted, and delete it with --apply"),
    "erase": Command("show what is held of a person, and erase them with --apply"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. The result is its exit code: 0 when all went well, 2 when a person can put something right."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser, subparsers = _parser()
    for output in (sys.stdout, sys.stderr):
        if isinstance(output, io.TextIOWrapper):
            output.reconfigure(errors="replace")  # a terminal that lacks a letter is no reason to stop
    try:
        if given and given[0] in COMMANDS:
            module = load(given[0])
            module.add_parser(subparsers)
            args = parser.parse_args(given)
            return _run_on_database(module, args) if COMMANDS[given[0]].needs_django else int(module.run(args))
    except NinefoldError as error:
        print(f"ninefold: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read our output, `head` for one, has read enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    for name, command in COMMANDS.items():
        subparsers.add_parser(name, help=command.help)
    parser.parse_args(given)
    parser.print_help()
    return 2


def load(name: str) -> ModuleType:
    """The module of a command, with Django ready if it needs that."""
    if COMMANDS[name].needs_django:
        os.umask(0o077)  # what is written to the data folder is for nobody else on this machine
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ninefold.site.settings")
        importlib.import_module("django").setup()
    return importlib.import_module(f"ninefold.site.commands.{name.replace('-', '_')}")


def _run_on_database(module: ModuleType, args: argparse.Namespace) -> int:
    """Run a command; where the database is away or not set up, say so in a sentence."""
    database = importlib.import_module("django.db")
    try:
        return int(module.run(args))
    except (database.DatabaseError, database.InterfaceError) as error:
        # Its first line alone: below it PostgreSQL repeats the statement, with the values in it.
        said = str(error).strip().partition("\n")[0].rstrip(".")
        raise NinefoldError(f"The database says: {said}. If it is not up to date, run `ninefold migrate`.") from error


def _parser() -> tuple[argparse.ArgumentParser, "argparse._SubParsersAction[argparse.ArgumentParser]"]:
    parser = argparse.ArgumentParser(prog="ninefold", description="Feedback for healthcare leaders, in confidence.")
    parser.add_argument("--version", action="version", version=f"ninefold {__version__}")
    return parser, parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")


if __name__ == "__main__":
    sys.exit(main())
