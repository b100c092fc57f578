"""Finding the files of pages, the shipped ones and an academy's own, and reading them as text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from ninefold.academy.page_files.faults import Fault, Faults
from ninefold.academy.page_files.links import PLACES
from ninefold.core.framework.library import framework_locale

SHIPPED_FOLDER = Path(__file__).resolve().parents[1] / "pages"
ENGLISH = "en"
LARGEST = 200_000  # bytes
LONGEST_NAME = 60  # letters
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Key = tuple[str, str]  # a page's name, and the language of one file of it
Stamp = tuple[tuple[str, int, int], ...]


def languages() -> tuple[str, ...]:
    """The languages of the site, by the names of their folders."""
    return tuple(dict.fromkeys(framework_locale(code) for code, _name in settings.LANGUAGES))


def find_files(own: Path | None, faults: list[Fault]) -> dict[Key, Path]:
    """Every page's files. One of the academy's own takes the place of the shipped one.

    Its English file does so in every language: a translation of words that it has replaced would tell something else.
    """
    shipped = _files_in(SHIPPED_FOLDER, faults)
    if own is None:
        return shipped
    theirs = _files_in(own, faults)
    replaced = {name for name, language in theirs if language == ENGLISH}
    return {**{key: path for key, path in shipped.items() if key[0] not in replaced}, **theirs}


def stamp_of(own: Path | None) -> Stamp:
    """What tells changed files from those that were read before. It is looked at with each page, so it asks little."""
    found = []
    for folder in (SHIPPED_FOLDER, *([own] if own else [])):
        for language in languages():
            try:
                with os.scandir(folder / language) as entries:
                    for entry in entries:
                        state = entry.stat()
                        found.append((entry.path, state.st_mtime_ns, state.st_size))
            except OSError:  # a folder that is not there, or a file that is gone since
                found.append((str(folder / language), 0, 0))
    return tuple(sorted(found))


def read_text(path: Path, faults: Faults) -> str:
    """The text of one file, with lines that end in one way; nothing where it cannot be read, which is noted."""
    try:
        if path.stat().st_size > LARGEST:
            faults.note(1, f"The file is over {LARGEST // 1000} KB.", "A page is a few KB: divide it, or shorten it.")
            return ""
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        faults.note(1, f"The file cannot be read ({error.strerror}).", "Make it readable for whoever runs the site.")
        return ""
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.note(line, "The file is no UTF-8 text.", "Save it as UTF-8.")
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _files_in(folder: Path, faults: list[Fault]) -> dict[Key, Path]:
    found = {}
    for language in _entries(folder, faults):
        if language.is_file() and language.name.upper().startswith("README"):
            continue
        if not language.is_dir():
            faults.append(_fault(language, "The file is beside the folders of languages.", "Put it into one: en."))
        elif language.name not in languages():
            known = ", ".join(languages())
            wrong = f"“{language.name}” is no language of this site."
            faults.append(_fault(language, wrong, f"Its languages are: {known}."))
        else:
            for path in _entries(language, faults):
                fault = _wrong_name(path)
                if fault is None:
                    found[path.stem, language.name] = path
                else:
                    faults.append(fault)
    return found


def _entries(folder: Path, faults: list[Fault]) -> Iterator[Path]:
    """What is in a folder, but for what programs leave behind: hidden files, and copies that end in ~."""
    try:
        yield from sorted(path for path in folder.iterdir() if not (path.name[0] == "." or path.name[-1] == "~"))
    except OSError as error:
        faults.append(_fault(folder, f"The folder cannot be read ({error.strerror}).", "Put it there, readable."))


def _wrong_name(path: Path) -> Fault | None:
    if not path.is_file():
        return _fault(path, "Here is something that is no file.", "Put the pages of a language side by side.")
    if path.suffix != ".md" or not _NAME.fullmatch(path.stem) or len(path.stem) > LONGEST_NAME:
        tidy = "-".join(re.findall("[a-z0-9]+", path.stem.lower()))[:LONGEST_NAME].strip("-") or "our-page"
        rule = "A page is named in small letters, digits and single hyphens"
        return _fault(path, "The name of the file is no name of a page.", f"{rule}: {tidy}.md.")
    if path.stem in PLACES:
        return _fault(path, f"“{path.stem}” is a part of the site already.", "Give the page another name.")
    return None


def _fault(path: Path, wrong: str, right: str) -> Fault:
    return Fault(str(path), 1, wrong, right)
