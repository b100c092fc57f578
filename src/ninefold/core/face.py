"""What an installation is called and looks like: our own face, or that of the organisation that runs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ninefold.core.colours import A_COLOUR, READABLE, least_contrast, mixed
from ninefold.core.errors import NinefoldError
from ninefold.core.logo import Logo
from ninefold.core.names import holds_an_address

OUR_NAME = "Ninefold"
LONGEST_NAME = 60
WHITE, BLACK = "#ffffff", "#000000"
# As in identity.css, which a test compares.
OURS = MappingProxyType(
    {
        "teal": "#0d5c63",
        "teal-deep": "#0b3b42",
        "teal-soft": "#8fc3c1",
        "teal-fold": "#5f9c9d",
        "teal-bright": "#1d8586",
        "teal-pale": "#e4efee",
        "teal-hover": "#0a474d",
        "teal-press": "#072f34",
        "teal-hint": "#d5e6e4",
        "aubergine": "#5b2a56",
        "amber": "#f0a933",
        "amber-deep": "#d4861a",
        "amber-pale": "#fdf3dc",
        "brown": "#6b4200",
        "green-pale": "#e8f3eb",
        "red-pale": "#fbecea",
        "ink": "#1d2a2f",
        "quiet": "#4f5b61",
        "paper": "#f9f7f3",
        "line": "#dcdeda",
        "edge": "#737f84",
    }
)
# What is mixed into an accent, and how much of it, to make the colours that go with it as ours go with teal.
FAMILY = {
    "teal-deep": (BLACK, 0.36),
    "teal-soft": (WHITE, 0.55),
    "teal-fold": (WHITE, 0.35),
    "teal-bright": (WHITE, 0.1),
    "teal-pale": (WHITE, 0.88),
    "teal-hover": (BLACK, 0.22),
    "teal-press": (BLACK, 0.48),
    "teal-hint": (WHITE, 0.82),
}
# On what, besides white and its own pale shades, links and buttons lie.
GROUNDS = ("paper", "amber-pale", "green-pale", "red-pale")


@dataclass(frozen=True)
class Face:
    """The name in headers, titles and mails; the colours by the names of identity.css; the logo, if there is one."""

    name: str = OUR_NAME
    colours: Mapping[str, str] = field(default_factory=lambda: OURS)
    logo: Logo | None = None

    @property
    def is_recoloured(self) -> bool:
        """Whether the colours are not our own."""
        return self.colours != OURS

    def properties(self) -> str:
        """The colours that are not our own, as custom properties at the end of a style sheet; empty where all are."""
        changed = [f"--{name}: {value};" for name, value in self.colours.items() if value != OURS[name]]
        return f":root {{ {' '.join(changed)} }}\n" if changed else ""


def named(text: str) -> str:
    """The name of an installation, ours if the text is empty. Raises NinefoldError for one that fits no title."""
    name = " ".join(text.split()) or OUR_NAME
    if len(name) > LONGEST_NAME:
        raise NinefoldError(
            f"NINEFOLD_NAME has {len(name)} characters. It stands in titles and mails, so at most {LONGEST_NAME} fit."
        )
    if not name.isprintable() or holds_an_address(name):
        raise NinefoldError(
            f"NINEFOLD_NAME is “{name}”. It should be a name such as Trent Academy, without an address in it."
        )
    return name


def coloured(accent: str) -> Mapping[str, str]:
    """Our colours with an accent such as `#2b4a8b` in place of teal; ours, if it is empty.

    Raises NinefoldError where the accent could not be read as text on all that text of its colour lies on: then the
    sentence has the contrast and the nearest darker colour that can be.
    """
    if accent in ("", OURS["teal"]):
        return OURS
    accent = accent.lower()
    if not A_COLOUR.fullmatch(accent):
        raise NinefoldError(f"NINEFOLD_ACCENT is “{accent}”. It should be a colour of six digits like #0d5c63.")
    found = least_contrast(accent, _grounds(accent))
    if found < READABLE:
        raise NinefoldError(
            f"NINEFOLD_ACCENT is {accent}. Links in it have a contrast of only {found:.2f} to 1, and {READABLE} is "
            f"needed to read them on white, on our paper and on notices. The nearest darker one that does is "
            f"{_nearest(accent)}."
        )
    return MappingProxyType({**OURS, "teal": accent, **_family(accent)})


def _family(accent: str) -> dict[str, str]:
    return {name: mixed(accent, into, share) for name, (into, share) in FAMILY.items()}


def _grounds(accent: str) -> tuple[str, ...]:
    family = _family(accent)
    return (WHITE, *(OURS[name] for name in GROUNDS), family["teal-pale"], family["teal-hint"])


def _nearest(accent: str) -> str:
    """The first darker shade that can be read on all grounds, of which two are made of the shade itself."""
    shades = (mixed(accent, BLACK, step / 100) for step in range(101))
    return next(shade for shade in shades if least_contrast(shade, _grounds(shade)) >= READABLE)
