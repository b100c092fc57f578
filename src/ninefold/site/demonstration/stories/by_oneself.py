"""Somebody who looked at how she leads by herself, twice, before she asks anybody."""

from collections.abc import Mapping, Sequence

from ninefold.feedback.actions.self_assessments import begin_in_account, save
from ninefold.feedback.queries.frameworks import framework_in
from ninefold.feedback.queries.self_assessment_questions import example_of, plan_code
from ninefold.site.demonstration.clockwork import Story
from ninefold.site.demonstration.stage import Stage

# Level and importance of each dimension, in the order of the framework; then how often each impact is seen.
THEN = ((3, 4), (2, 4), (2, 3), (1, 2), (1, 3), (2, 4), (1, 3), (2, 3), (1, 2)), (2, 2, 3, 3, 2)
NOW = ((3, 4), (3, 4), (2, 3), (2, 3), (1, 3), (3, 4), (1, 4), (2, 3), (2, 2)), (3, 2, 3, 3, 3)
EXAMPLES = {
    "care": "Sat with Nina after the insulin error, before anybody asked about the form.",
    "account": "Let the late clinic letters go again. Told myself that it was not the week for it.",
}
PLAN = {
    (1, "what"): "Say on the day when something is not as we agreed, kindly and to the person.",
    (1, "first_step"): "Talk with Marek about the clinic letters, over a coffee.",
    (1, "by_when"): "Before the rota meeting.",
    (1, "support"): "Ask Sandra to ask me how it went.",
}


def parveen(stage: Stage) -> Story:
    """She keeps two self-assessments, seven months apart, and has a plan from the second."""
    person = stage.company.people["parveen"]
    at = yield stage.ago(205, "20:40")
    row = begin_in_account(person=person, at=at)
    save(holder=row, given=_answers(*THEN), at=at)
    at = yield stage.ago(12, "21:05")
    row = begin_in_account(person=person, at=at)
    plan = {plan_code(goal, part): text for (goal, part), text in PLAN.items()}
    save(holder=row, given={**_answers(*NOW), **_examples(), **plan}, at=at)


def _answers(levels: Sequence[tuple[int, int]], impact: Sequence[int]) -> Mapping[str, str]:
    framework = framework_in("en")
    given: dict[str, str] = {}
    for dimension, (level, importance) in zip(framework.dimensions, levels, strict=True):
        assert dimension.level is not None  # the framework that is shipped asks for both
        assert dimension.importance is not None
        given |= {dimension.level.code: str(level), dimension.importance.code: str(importance)}
    questions = framework.impact.questions if framework.impact else ()
    return {**given, **{question.code: str(point) for question, point in zip(questions, impact, strict=True)}}


def _examples() -> Mapping[str, str]:
    framework = framework_in("en")
    return {example_of(framework.dimension(name)): text for name, text in EXAMPLES.items()}
