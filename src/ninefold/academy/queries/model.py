"""The model that is explored here, in the language of the request. No row is read for it; its files are read once."""

from __future__ import annotations

from functools import cache, cached_property

from django.utils import translation

from ninefold.academy.figure import Figure, figure_of
from ninefold.core.framework.library import OFFERED, framework_locale, load_framework, locales_of
from ninefold.core.framework.model import Dimension, Framework, Level, Situation
from ninefold.core.model_search import Index
from ninefold.reports.booklet import booklet_pdf


class Model:
    """A framework in one locale, with what is made of it: each once, when it is first asked for."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework

    @cached_property
    def figure(self) -> Figure:
        """The petals that lead to the dimensions."""
        return figure_of([(each.id, each.title, each.short) for each in self.framework.dimensions])

    @cached_property
    def index(self) -> Index:
        """Every text of it, to be searched."""
        return Index(self.framework)

    @cached_property
    def booklet(self) -> bytes:
        """All of it as a PDF, in the language of the framework also where the site has none of that name."""
        with translation.override(self.framework.locale):
            return booklet_pdf(self.framework, translation)

    @cached_property
    def level_names(self) -> dict[str, str]:
        """What the levels are called, by their ids; they begin small, for they also stand inside sentences."""
        levels = (level for dimension in self.framework.dimensions for level in dimension.levels)
        return {level.id: self.framework.level_name(level) for level in levels}

    def dimension(self, slug: str) -> Dimension | None:
        """The dimension of this id, if there is one."""
        return next((each for each in self.framework.dimensions if each.id == slug), None)

    def situation(self, slug: str) -> Situation | None:
        """The situation of this id, if there is one."""
        return next((each for each in self.framework.situations if each.id == slug), None)

    def level_name(self, level: Level) -> str:
        """What a level is called."""
        return self.level_names[level.id]


def model() -> Model:
    """The model of this site, in the language of the request where it has words in it, else in its own."""
    return _model(OFFERED, framework_locale(translation.get_language() or ""))


@cache
def _model(name: str, language: str) -> Model:
    return _in_locale(name, language if language in locales_of(name) else None)


@cache
def _in_locale(name: str, locale: str | None) -> Model:
    return Model(load_framework(name, locale))
