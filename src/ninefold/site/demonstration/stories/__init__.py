"""The stories of the demonstration: of each state that a 360 can be in, and of somebody who began with herself."""

from collections.abc import Callable

from ninefold.site.demonstration.clockwork import Story
from ninefold.site.demonstration.stage import Stage
from ninefold.site.demonstration.stories import afterwards, beginnings, by_oneself, closed, open_ones

STORIES: tuple[Callable[[Stage], Story], ...] = (
    by_oneself.parveen,
    beginnings.samuel,
    beginnings.kasia,
    beginnings.harriet,
    beginnings.gareth,
    beginnings.meera,
    open_ones.lorna,
    open_ones.daniel,
    open_ones.fiona,
    open_ones.rhys,
    open_ones.joanna,
    closed.yusuf,
    closed.ellen,
    closed.graham,
    closed.chloe,
    afterwards.bernadette_before,
    afterwards.bernadette,
    afterwards.rachel,
    afterwards.owen,
)
