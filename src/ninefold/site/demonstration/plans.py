"""What a 360 of the demonstration is to be, before it is played: whose, when, who is asked, who answers and what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ninefold.accounts.models import Role
from ninefold.core.framework.model import SELF
from ninefold.core.rater_lists import Entry
from ninefold.feedback.models import Assessment
from ninefold.site.demonstration.cast import COLLEAGUES, PARTICIPANTS
from ninefold.site.demonstration.casting import DOMAINS
from ninefold.site.demonstration.colleagues import BY_PLACE, address
from ninefold.site.demonstration.opinions import Given, draw_portrait, drawn, from_example
from ninefold.site.demonstration.stage import Stage


@dataclass(frozen=True)
class Plan:
    """A 360 of `who`, started so many days ago; `started` is below zero where it is to be started some day.

    `wishes`: why now, what to learn, what to take from the feedback session. `asked` and `answering` are numbers of
    people by group; whoever answers does so within the first `within` days. `example` names the file of an example
    report that the answers are from; else they are drawn, about the level `seen_at`.
    """

    who: str
    started: int
    wishes: tuple[str, str, str]
    asked: Mapping[str, int]
    answering: Mapping[str, int]
    within: int = 25
    form: str = "short"
    facilitator: str = ""
    programme: str = ""
    checker: str = ""
    example: str = ""
    seen_at: float = 2.5

    def me(self, stage: Stage) -> Role:
        """The participant."""
        return stage.company.participant(self.who)

    def eye(self, stage: Stage) -> Role:
        """Who looks at the list: the facilitator, or whoever leads."""
        return stage.company.lead(self.checker) if self.checker else stage.company.facilitator(self.facilitator)


def list_of(stage: Stage, plan: Plan) -> list[Entry]:
    """Whom the participant asks: people from where they work, of whom those with an account manage others."""
    company = stage.company
    me = company.people[plan.who]
    key = next(key for key, place in company.places.items() if place in (me.organisation, me.region))
    managers = [somebody.name for somebody in COLLEAGUES if somebody.place == key] or list(BY_PLACE[key])
    others = [*BY_PLACE[key], *(somebody.name for somebody in PARTICIPANTS if somebody.place == key)]
    chance = stage.chance(f"list of {plan.who}")
    names: list[tuple[str, str]] = []
    for group, count in plan.asked.items():
        taken = {me.name, *(name for name, _group in names)}
        pool = [name for name in (managers if group == "line_manager" else others) if name not in taken]
        names += [(name, group) for name in chance.sample(pool, count)]
    return [Entry(line, name, address(name, DOMAINS[key]), group) for line, (name, group) in enumerate(names, 1)]


def answers_of(stage: Stage, plan: Plan, assessment: Assessment) -> Iterator[tuple[str, Given]]:
    """The group and the answers of everybody who answers, the participant among them."""
    if plan.example:
        yield from from_example(plan.example)
        return
    chance = stage.chance(f"answers about {plan.who}, {plan.started}")
    portrait = draw_portrait(chance, about=plan.seen_at)
    for group, count in {SELF: 1, **plan.answering}.items():
        for _one in range(count):
            yield group, drawn(assessment, portrait, group, chance)
