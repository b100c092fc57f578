"""The stories of the demonstration: one for each state that a 360 can be in, told from its first click on."""

from collections.abc import Callable

from ninefold.site.demonstration.clockwork import Story
from ninefold.site.demonstration.stage import Stage
from ninefold.site.demonstration.stories import afterwards, beginnings, closed, open_ones

STORIES: tuple[Callable[[Stage], Story], ...] = (
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
