"""Frameworks by their id or by the path of their folder."""

from __future__ import annotations

import contextlib
from functools import lru_cache
from pathlib import Path

from ninefold.core.errors import NinefoldError
from ninefold.core.framework.model import Framework
from ninefold.core.framework.positions import FrameworkError, read_place
from ninefold.core.framework.structure import read_structure
from ninefold.core.framework.words import read_words

STRUCTURE_FILE = "framework.yaml"
SHIPPED = "nine-dimensions"
# The one framework that a site explores, and begins 360s with.
OFFERED = SHIPPED


def frameworks_folder() -> Path:
    """Where the shipped frameworks are: inside an installed package, else at the root of the checkout."""
    package = Path(__file__).resolve().parents[2]
    installed = package / "frameworks"
    return installed if installed.is_dir() else package.parents[1] / "frameworks"


def shipped_frameworks() -> tuple[str, ...]:
    """The ids of the shipped frameworks."""
    return tuple(sorted(path.parent.name for path in frameworks_folder().glob(f"*/{STRUCTURE_FILE}")))


def framework_locale(language: str) -> str:
    """What a language such as `en-gb` is called where no region matters, in frameworks and folders of pages: `en`."""
    return language.partition("-")[0]


def load_framework(id_or_folder: str, locale: str | None = None) -> Framework:
    """The framework with this id, or in this folder, in `locale` (else in its default one).

    Raises NinefoldError where there is none, and FrameworkError with every fault of its files.
    """
    folder = _folder(id_or_folder)
    return _load(folder, locale, _stamp(folder))


def _folder(id_or_folder: str) -> Path:
    if id_or_folder in shipped_frameworks():
        return frameworks_folder() / id_or_folder
    folder = Path(id_or_folder)
    with contextlib.suppress(OSError):  # a name that no folder can have
        if folder.is_dir():
            return folder
    raise NinefoldError(
        f"There is no framework “{id_or_folder}”. "
        f"Shipped: {', '.join(shipped_frameworks())}; or give the path of a framework’s folder."
    )


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells a changed folder from the one that was read before."""
    files = sorted(folder.glob("*.yaml"))
    return tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)


@lru_cache(maxsize=16)
def _load(folder: Path, locale: str | None, _stamp: tuple[tuple[str, int, int], ...]) -> Framework:
    top, faults = read_place(folder / STRUCTURE_FILE, STRUCTURE_FILE)
    structure = read_structure(top)
    if faults.found:
        raise FrameworkError(sorted(faults.found, key=lambda fault: fault.line))
    language = locale or structure.default_locale
    file = f"{language}.yaml"
    if locale is not None and not (folder / file).is_file():
        raise NinefoldError(f"The framework “{structure.id}” has no words for “{locale}”: {file} is not in its folder.")
    top, faults = read_place(folder / file, file)
    framework = read_words(top, structure)
    if framework.locale and framework.locale != language:
        top.entries()["locale"].fault(
            f"The file says that its locale is “{framework.locale}”.", f"It should be “{language}”, as its name says."
        )
    if faults.found:
        raise FrameworkError(sorted(faults.found, key=lambda fault: fault.line))
    return framework


def locales_of(id_or_folder: str) -> tuple[str, ...]:
    """The locales in which a framework has words, by the names of its files."""
    folder = _folder(id_or_folder)
    return tuple(sorted(path.stem for path in folder.glob("*.yaml") if path.name != STRUCTURE_FILE))
