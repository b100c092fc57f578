"""YAML read with positions, so that every fault names its file, its line, and what would be right.

A `Place` is a value of the file and knows where it stands. Asking a place for what it should hold
either returns that, or notes a `Fault` and returns something harmless, so that one reading finds
every fault of a file and not just the first.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

import yaml

from ninefold.core.errors import NinefoldError

LARGEST_FILE = 2_000_000
DEEPEST = 50
MOST_DIGITS = 9
"""Before or behind the point: 1e99999999 written out would fill the memory."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where, what, and what would be right."""

    file: str
    line: int
    wrong: str
    right: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.wrong} {self.right}"


class FrameworkError(NinefoldError):
    """A framework cannot be used; `faults` says why, in the order of the files and each once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(dict.fromkeys(faults))  # a place notes its fault each time it is asked
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(slots=True)
class Faults:
    """The faults found so far in one file."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def note(self, line: int, wrong: str, right: str) -> None:
        """Remember one fault."""
        self.found.append(Fault(self.file, line, wrong, right))


class Place:
    """A value in a YAML file, together with where it stands and what it is called there."""

    def __init__(self, node: yaml.Node | None, line: int, name: str, faults: Faults, noted: bool = False) -> None:
        """`noted`: that there is nothing here is a fault already, so nothing in it is missed again."""
        self._noted = noted
        self._node = node
        self.line = line
        self.name = name
        self._faults = faults

    def fault(self, wrong: str, right: str) -> None:
        """Note that something is wrong here."""
        self._faults.note(self.line, wrong, right)

    @property
    def present(self) -> bool:
        """Whether the file says anything here; an empty text is nothing."""
        if self._node is None or self._node.tag == "tag:yaml.org,2002:null":
            return False
        return not isinstance(self._node, yaml.ScalarNode) or bool(self._node.value.strip())

    def _child(self, node: yaml.Node, name: str) -> Place:
        return Place(node, node.start_mark.line + 1, name, self._faults)

    def _missing(self, name: str, noted: bool) -> Place:
        return Place(None, self.line, name, self._faults, noted or self._noted)

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, Place]:
        """The values under these keys; an absent one is a place that is not present.

        Notes a missing required key, an unknown key (with the nearest known one) and a key said twice.
        """
        required, optional = tuple(required), tuple(optional)
        found = self._pairs()
        known = (*required, *optional)
        for key, place in found.items():
            if key not in known:
                absent = [name for name in known if name not in found]
                near = difflib.get_close_matches(key, absent, 1, 0.5) or difflib.get_close_matches(key, known, 1)
                hint = f"Did you mean “{near[0]}”?" if near else f"Known here: {', '.join(known)}."
                place.fault(f"“{key}” is not known in {self.name}.", hint)
        for key in required:
            if (key not in found or not found[key].present) and not self._noted:
                line = found[key].line if key in found else self.line
                self._faults.note(line, f"{self.name} has no “{key}”.", f"Add “{key}:” with its value.")
        return {key: found.get(key) or self._missing(f"{self.name}, {key}", key in required) for key in known}

    def _pairs(self) -> dict[str, Place]:
        if not self.present:
            return {}
        if not isinstance(self._node, yaml.MappingNode):
            self.fault(f"{self.name} should be a set of keys with values.", "Write “key: value” lines under it.")
            return {}
        pairs: dict[str, Place] = {}
        for key_node, value_node in self._node.value:
            key = str(key_node.value)
            place = self._child(value_node, f"{self.name}, {key}" if self.name else key)
            if key in pairs:
                self._faults.note(
                    key_node.start_mark.line + 1, f"“{key}” is there twice in {self.name}.", "Keep one of the two."
                )
            pairs[key] = place
        return pairs

    def entries(self) -> dict[str, Place]:
        """All keys with their values, whatever they are called."""
        return self._pairs()

    def items(self) -> Iterator[Place]:
        """The entries of a list, in order."""
        if not self.present:
            return
        if not isinstance(self._node, yaml.SequenceNode):
            self.fault(f"{self.name} should be a list.", "Write “- ” before each entry, or “[a, b]”.")
            return
        for number, node in enumerate(self._node.value, start=1):
            yield self._child(node, f"{self.name}, entry {number}")

    def text(self) -> str:
        """The text that stands here; empty if there is none."""
        if not self.present:
            return ""
        if not isinstance(self._node, yaml.ScalarNode):
            self.fault(f"{self.name} should be text.", "Write it on one line, or after “>-”.")
            return ""
        return str(self._node.value).strip()

    def texts(self) -> tuple[str, ...]:
        """A list of texts; an empty entry is a fault."""
        found = []
        for place in self.items():
            if not place.present:
                place.fault(f"{place.name} is empty.", "Write its text, or take the entry out.")
            found.append(place.text())
        return tuple(found)

    def whole_number(self, fallback: int = 0) -> int:
        """The whole number that stands here."""
        text = self.text()
        try:
            return int(text)
        except ValueError:
            if self.present and text:
                self.fault(f"{self.name} is “{text}”.", "It should be a whole number.")
            return fallback

    def number(self, fallback: Fraction) -> Fraction:
        """The number that stands here, exactly as written: 0.19 is nineteen hundredths."""
        text = self.text()
        if not text:
            return fallback
        try:
            decimal = Decimal(text)
            if not decimal.is_finite() or abs(decimal.adjusted()) > MOST_DIGITS:
                raise InvalidOperation
        except InvalidOperation:
            self.fault(f"{self.name} is “{text}”.", "It should be a number such as 0.5.")
            return fallback
        return Fraction(decimal)

    def yes(self) -> bool:
        """Whether “true” stands here."""
        text = self.text().lower()
        if text not in ("", "true", "false"):
            self.fault(f"{self.name} is “{text}”.", "It should be true or false.")
        return text == "true"


def read_place(path: Path, file: str) -> tuple[Place, Faults]:
    """The top of one YAML file. Raises FrameworkError where the file cannot be read at all."""
    faults = Faults(file)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise FrameworkError([Fault(file, 1, "The file is over 2 MB.", "A framework file is text of some 100 KB.")])
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise FrameworkError(
            [Fault(file, 1, f"The file cannot be read ({error.strerror}).", "Put it there, readable for you.")]
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise FrameworkError([Fault(file, line, "The file is no UTF-8 text.", "Save it as UTF-8.")]) from error
    try:
        _check_depth(text, file)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise FrameworkError(
            [Fault(file, line, f"This is no YAML: {error.problem or error.context}.", "Mend this line.")]
        ) from error
    except yaml.YAMLError as error:
        raise FrameworkError(
            [Fault(file, 1, f"This is no YAML: {str(error).splitlines()[0]}.", "Mend the file.")]
        ) from error
    if node is None:
        raise FrameworkError([Fault(file, 1, "The file is empty.", "See docs/frameworks.md for what belongs in it.")])
    return Place(node, 1, "the file", faults), faults


def _check_depth(text: str, file: str) -> None:
    """Refuse what is nested too deeply for the loader in C, which would end the whole process."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise FrameworkError([Fault(file, line, "This is nested too deeply.", "A framework needs six levels.")])


# The loader in C reads the shipped framework ten times as fast; both give the same nodes and marks.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
