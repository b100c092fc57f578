"""Figures in words, in the language of the report: the words of the scale first, then the number.

Translations come in from outside (a `gettext` object), because this room knows no web framework.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Protocol

from ninefold.core.figures import Figure, round_half_up
from ninefold.core.framework.model import Framework, Scale
from ninefold.core.shown import Block, Cell
from ninefold.reports.charts.values import Words as ChartWords


class Translations(Protocol):
    """What is needed of a catalogue of translations; `gettext.NullTranslations` is one."""

    def gettext(self, message: str, /) -> str:
        """The translation of a message."""

    def ngettext(self, one: str, many: str, n: int, /) -> str:
        """The translation of a message about so many things."""


def number(value: Fraction) -> str:
    """At most two decimals, no trailing zeros, and a real minus sign: 2.4, −0.67, 3."""
    return f"{round_half_up(value):f}".rstrip("0").rstrip(".").replace("-", "−")


class Words:
    """Says figures, groups and counts in the words of one framework and one language."""

    def __init__(self, framework: Framework, translations: Translations) -> None:
        self.framework = framework
        self.gettext = translations.gettext
        self.ngettext = translations.ngettext
        self.of_charts = ChartWords(
            range=self.gettext("hatched: the figure lies somewhere inside"), not_shown=self.gettext("not shown")
        )

    # Groups

    def group(self, group_id: str) -> str:
        """The label of a group, as it begins a sentence."""
        return self.framework.group(group_id).label

    def block(self, block: Block) -> str:
        """A block named after every group in it: “Peers and people you manage”."""
        return self.joined([self.group(group) for group in block.groups])

    def inside(self, label: str) -> str:
        """A label as it stands inside a sentence. English and Welsh write such labels small there."""
        small = self.framework.locale.partition("-")[0] in ("en", "cy")
        return label[:1].lower() + label[1:] if small and label[1:2].islower() else label

    def joined(self, labels: list[str]) -> str:
        """“A”, “A and b”, “A, b and c”."""
        first, rest = labels[0], [self.inside(label) for label in labels[1:]]
        if not rest:
            return first
        return self.gettext("{some} and {last}").format(some=", ".join([first, *rest[:-1]]), last=rest[-1])

    def count(self, n: int) -> str:
        """A small number as a word, a large one in digits."""
        _ = self.gettext
        small = [_("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight")]
        small += [_("nine"), _("ten"), _("eleven"), _("twelve")]
        return small[n] if n < len(small) else str(n)

    # Figures

    def cell(self, cell: Cell, scale: Scale) -> str:
        """One figure of one group in a sentence: “between proficient and strong, 2.4”."""
        figure = cell.figure(scale)
        if figure is None or figure.exact:
            return self.figure(figure, scale)
        return self.gettext("{limit}; with {count} answers we do not say more").format(
            limit=self.figure(figure, scale), count=self.count(cell.n)
        )

    def figure(self, figure: Figure | None, scale: Scale) -> str:
        """Any figure on a scale, exact or a range, in a sentence."""
        _ = self.gettext
        if figure is None:
            return _("not shown")
        if figure.exact:
            return f"{self._between(figure.least, scale)}, {number(figure.least)}"
        if figure.least == scale.lo and figure.greatest == scale.hi:
            return _("anywhere on the scale")
        if figure.least == scale.lo:
            return self._up_to(figure.greatest, scale)
        if figure.greatest == scale.hi:
            return self._from(figure.least, scale)
        return f"{self._range(figure, scale)}, {self.span(figure)}"

    def _range(self, figure: Figure, scale: Scale) -> str:
        """The nearest words for a range inside the scale, so that they say no more than its figures."""
        least, greatest = figure.least, figure.greatest
        if math.ceil(greatest) - math.floor(least) == 1:
            return self._between((least + greatest) / 2, scale)
        low, high = (math.floor(value + Fraction(1, 2)) for value in (least, greatest))
        if low == high:
            return self.gettext("about {label}").format(label=scale.label(low))
        if low == scale.lo:
            return self._up_to(greatest, scale)
        if high == scale.hi:
            return self._from(least, scale)
        return self.gettext("from about {low} to about {high}").format(low=scale.label(low), high=scale.label(high))

    def _between(self, value: Fraction, scale: Scale) -> str:
        if value.denominator == 1:
            return scale.label(int(value))
        below, above = scale.label(math.floor(value)), scale.label(math.ceil(value))
        return self.gettext("between {below} and {above}").format(below=below, above=above)

    def _up_to(self, limit: Fraction, scale: Scale) -> str:
        if limit.denominator == 1:
            return self.gettext("{label} or below").format(label=scale.label(int(limit)))
        return self.gettext("below {label}").format(label=scale.label(math.ceil(limit)))

    def _from(self, limit: Fraction, scale: Scale) -> str:
        if limit > scale.hi - 1:
            return self.gettext("{label}, or close to it").format(label=scale.label(scale.hi))
        if limit.denominator == 1:
            return self.gettext("{label} or above").format(label=scale.label(int(limit)))
        return self.gettext("above {label}").format(label=scale.label(math.floor(limit)))

    def short(self, figure: Figure | None, scale: Scale) -> str:
        """A figure in a table: “2.4”, “at most 2”, “at least 3.67”, “0.8 to 2.1”, “not shown”."""
        _ = self.gettext
        if figure is None:
            return _("not shown")
        if figure.exact:
            return number(figure.least)
        if figure.least == scale.lo:
            return _("at most {number}").format(number=number(figure.greatest))
        if figure.greatest == scale.hi:
            return _("at least {number}").format(number=number(figure.least))
        return self.span(figure)

    def span(self, figure: Figure) -> str:
        """“0.8 to 2.1”, or the one number of an exact figure."""
        if figure.exact:
            return number(figure.least)
        return self.gettext("{least} to {greatest}").format(
            least=number(figure.least), greatest=number(figure.greatest)
        )

    def gap(self, gap: Figure | None) -> str:
        """Oneself less colleagues, with its sign, in a table."""
        if gap is None:
            return self.gettext("not shown")
        if gap.exact:
            return _signed(gap.least)
        return self.gettext("{least} to {greatest}").format(least=_signed(gap.least), greatest=_signed(gap.greatest))

    def gap_in_words(self, gap: Figure | None, worth_saying: Fraction) -> str:
        """Who rates higher, where that is certain; never with a judgement in it."""
        _ = self.gettext
        if gap is None:
            return _("not shown")
        if gap.certainly_above(worth_saying):
            return _("you rate yourself higher")
        if gap.certainly_below(-worth_saying):
            return _("others rate you higher")
        if gap.certainly_at_least(-worth_saying) and gap.certainly_at_most(worth_saying):
            return _("you see it much alike")
        return _("the figures do not settle it")


def _signed(value: Fraction) -> str:
    text = number(value)
    return text if text == "0" or text.startswith("−") else f"+{text}"


def furniture(translations: Translations) -> dict[str, str]:
    """The words that the page and the PDF put around a report."""
    _ = translations.gettext
    return {
        "contents": _("Contents"),
        "confidential": _("Confidential, for the person it is about"),
        "page_of": _("Page {page} of {pages}"),
        "note": _("Good to know"),
        "caution": _("Read this first"),
        "say": _("Words to say aloud"),
        "figures_of_chart": _("The figures of this chart"),
        "not_drawn": _("[{count} characters in a script that this file cannot show; the web page shows them]"),
    }
