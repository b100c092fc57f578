"""What ./start does."""

import argparse
import os
import sys
from collections.abc import Sequence

from launch.data import check_pages, compile_translations, data_folder, prepare_database
from launch.say import CannotGoOn
from launch.serve import free_address, serve, shown_address
from launch.venv import RUN, ensure_venv, setup_lock

DESCRIPTION = """\
Set up Ninefold in this folder and run it: the site and its worker, until Ctrl-C.
What is there is used, what is missing is made; data in var/ is never touched."""


def main(arguments: Sequence[str]) -> int:
    """Set up and run. The result is 0 after a stop asked for, 1 if a part failed, 2 if something is in the way."""
    options = _options(arguments)
    os.environ["NINEFOLD_DEMO"] = "0" if options.no_demo else os.environ.get("NINEFOLD_DEMO") or "1"
    # For the links in mail, of which a demonstration has some from the beginning.
    os.environ["NINEFOLD_ADDRESS"] = os.environ.get("NINEFOLD_ADDRESS") or shown_address(options.host, options.port)
    try:
        if options.prepare:
            prepare()
            print("Ready: ./start runs it.")
            return 0
        address = free_address(options.host, options.port)
        prepare()
    except CannotGoOn as error:
        return _say(error, 2)
    except PermissionError as error:
        return _say(f"{error.filename} may not be written by you: run this as its owner, or make it yours.", 2)
    except KeyboardInterrupt:
        return _say("Stopped. The next ./start goes on from here.", 130)
    try:
        serve(options.host, address, options.port)
    except CannotGoOn as error:
        return _say(error, 1)
    return 0


def prepare() -> None:
    """Make whatever is missing or out of date; nothing if all is there."""
    data_folder()
    with setup_lock():
        ensure_venv(RUN)
        compile_translations()
        check_pages()
        prepare_database()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./start", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--prepare", action="store_true", help="only set up")
    parser.add_argument("--port", type=_port, default=8000, help="where the site listens (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address it listens on (127.0.0.1: this machine alone)")
    parser.add_argument("--no-demo", action="store_true", help="use real data, in files of their own")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"“{text}” is no port: it should be a number from 1 to 65535")
    return int(text)


def _say(what: object, code: int) -> int:
    print(what, file=sys.stderr)
    return code
