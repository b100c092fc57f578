"""What of the words that people meet in Welsh is not translated. It needs no settings: `tools/untranslated` runs it."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from ninefold.site.welsh import FILES

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "ninefold"
CATALOGUE = SOURCE / "site/locale/cy/LC_MESSAGES/django.po"


@dataclass(frozen=True)
class Marked:
    """A marked text, with its plural and context where it has them, and the first file that it is in."""

    text: str
    plural: str
    context: str
    file: str

    @property
    def key(self) -> tuple[str, str | None]:
        """What a catalogue finds it by."""
        return self.text, self.context or None


def in_scope(file: str) -> bool:
    """Whether the words of this file of the package are there in Welsh."""
    return any(fnmatchcase(file, pattern) for pattern in FILES)


def marked_texts() -> list[Marked]:
    """Every marked text of the package, in the order of the files; one that is in several files, in each of them."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # babel gives it no types
    found = []
    for name, _line, message, _comments, context in extract_from_dir(SOURCE, methods, options):
        text, plural = (message, "") if isinstance(message, str) else (message[0], message[1])
        found.append(Marked(text, plural, context or "", name))
    return found


def needed() -> list[Marked]:
    """Every text that must be there in Welsh, once."""
    found: dict[tuple[str, str | None], Marked] = {}
    for each in marked_texts():
        if in_scope(each.file):
            known = found.setdefault(each.key, each)
            # One text may be marked with a plural in one place and without in another, and the catalogue has both.
            if each.plural and not known.plural:
                found[each.key] = Marked(each.text, each.plural, each.context, known.file)
    return list(found.values())


def catalogue() -> Catalog:
    """What is translated so far."""
    if not CATALOGUE.exists():
        return Catalog(locale="cy")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="cy")


def missing() -> list[Marked]:
    """What has no translation, or one that the catalogue says to be a guess (`fuzzy`), which is not compiled."""
    known = catalogue()
    return [each for each in needed() if not _is_translated(known.get(*each.key), each)]


def _is_translated(found: Message | None, each: Marked) -> bool:
    if found is None or found.fuzzy:
        return False
    forms = forms_of(found)
    return all(forms) and (not each.plural or len(forms) > 1)


def forms_of(message: Message) -> tuple[str, ...]:
    """What a text is translated as: once, or for each sort of number."""
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)
