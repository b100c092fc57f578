"""All pages of words, made once and kept until a file changes."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from markupsafe import Markup

from ninefold.academy.page_files.faults import Fault, Faults, PagesError, faults_of, meant
from ninefold.academy.page_files.files import ENGLISH, Key, Stamp, find_files, read_text, stamp_of
from ninefold.academy.page_files.front_matter import GROUPS, Front, read_front
from ninefold.academy.page_files.links import PLACES, address_of
from ninefold.academy.page_files.markdown import Draft, Heading, render, take_apart
from ninefold.academy.page_files.placeholders import values, with_signs

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Page:
    """A page of words in one language, from the file `path`. What else it says of itself: `Front`.

    `intro` is what stands above its first heading.
    """

    name: str
    language: str
    address: str
    path: Path
    title: str
    link: str
    description: str
    footer: str
    order: int
    next: tuple[str, ...]
    remark: str
    headings: tuple[Heading, ...]
    intro: Markup
    body: Markup


@dataclass(frozen=True)
class Library:
    """Every page in every language that it has."""

    pages: Mapping[str, Mapping[str, Page]]

    def page(self, name: str, language: str) -> Page | None:
        """The page in this language, else in English, else in the one it has; None where there is no such page."""
        versions = self.pages.get(name)
        if versions is None:
            return None
        return versions.get(language) or versions.get(ENGLISH) or next(iter(versions.values()))

    def footer(self, language: str) -> dict[str, list[Page]]:
        """The pages that the footer links to, by its groups and in order."""
        pages = [page for name in self.pages if (page := self.page(name, language)) is not None]
        pages.sort(key=lambda page: (page.order, page.name))
        return {group: [page for page in pages if page.footer == group] for group in GROUPS}


@dataclass(frozen=True)
class _File:
    """One file, read and checked as far as it can be alone."""

    path: Path
    front: Front
    draft: Draft
    faults: Faults


_kept: tuple[object, Library] | None = None


def library() -> Library:
    """The pages as their files are now. Where one was broken while the site runs, as they were, and the log says why.

    Raises PagesError where they were broken from the beginning, which is told when the site starts.
    """
    global _kept  # noqa: PLW0603 - made once for a process; two threads at once make the same
    known: tuple[Stamp, dict[str, str]] = (stamp_of(settings.PAGES_FOLDER), values())
    if _kept is not None and _kept[0] == known:
        return _kept[1]
    try:
        made = make_library(settings.PAGES_FOLDER)
    except PagesError as error:
        if _kept is None:
            raise
        log.error("Pages were changed and cannot be shown, so they stay as they were:\n%s", error)  # noqa: TRY400
        made = _kept[1]
    _kept = (known, made)
    return made


def make_library(own: Path | None) -> Library:
    """All pages, with those in an academy's own folder. Raises PagesError with every fault of every file."""
    faults: list[Fault] = []
    files = {key: _read(path, key[1]) for key, path in find_files(own, faults).items()}
    for key, file in files.items():
        _settle(key, file, files)
        faults += file.faults.found
    if faults:
        raise PagesError(faults)
    pages: dict[str, dict[str, Page]] = {}
    for (name, language), file in files.items():
        original = files.get((name, ENGLISH), file)
        pages.setdefault(name, {})[language] = _page(name, language, file, original)
    return Library(pages)


def _read(path: Path, language: str) -> _File:
    faults, known = faults_of(path), values()
    lines = read_text(path, faults).split("\n")
    front = read_front(lines, known, language, faults)
    # Empty lines in place of the top, so that lines keep their numbers.
    words = [with_signs(line, number, known, faults) for number, line in enumerate(lines, 1) if number > front.ends]
    draft = take_apart("\n" * front.ends + "\n".join(words), known, faults)
    if front.title and draft.title:
        faults.note(front.lines["title"], "The page has two titles.", "Keep the one at the top, or the heading with #.")
    if not (front.title or draft.title or faults.found):
        faults.note(1, "The page has no title.", "Begin the file with “# ” and its title.")
    return _File(path, front, draft, faults)


def _settle(key: Key, file: _File, files: Mapping[Key, _File]) -> None:
    """Find out where the links of a file lead, and note those that lead nowhere."""
    names = sorted({name for name, _language in files} | set(PLACES))
    listed = f"Known are: {', '.join(names)}."
    for name in file.front.next:
        if name not in names:
            file.faults.note(file.front.lines["next"], f"There is no page “{name}”.", meant(name, names, listed))
    for line, token, target in file.draft.links:
        if target.fault or target.address:
            continue
        name = target.name or key[0]
        if name not in names:
            file.faults.note(line, f"There is no page “{name}”.", meant(name, names, listed))
            continue
        if target.mark and not _has_mark(name, key[1], target.mark, files):
            file.faults.note(
                line, f"“{name}” has no heading #{target.mark}.", "A mark is a heading: its-words-like-so."
            )
        here = "" if not target.name else address_of(name)
        token.attrs["href"] = f"{here}#{target.mark}" if target.mark else here


def _has_mark(name: str, language: str, mark: str, files: Mapping[Key, _File]) -> bool:
    """Whether the page that a reader of this language would come to has such a heading."""
    found = files.get((name, language)) or files.get((name, ENGLISH))
    return found is not None and any(heading.mark == mark for heading in found.draft.headings)


def _page(name: str, language: str, file: _File, original: _File) -> Page:
    """The page of a file. What a translation does not say of where it hangs is as the original has it."""
    front = file.front
    if "footer" not in front.lines:
        front = replace(front, footer=original.front.footer)
    if "order" not in front.lines:
        front = replace(front, order=original.front.order)
    title = front.title or file.draft.title
    intro, body = render(file.draft)
    return Page(
        name=name,
        language=language,
        address=address_of(name),
        path=file.path,
        title=title,
        link=front.link or title,
        description=front.description,
        footer=front.footer,
        order=front.order,
        next=front.next if "next" in front.lines else original.front.next,
        remark=front.remark,
        headings=tuple(file.draft.headings),
        intro=intro,
        body=body,
    )
