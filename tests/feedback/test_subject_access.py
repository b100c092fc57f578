"""Somebody who asks what is held of them gets it, readable, and nothing of anybody else's answers."""

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.mail import Mail
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.assessments import set_wishes
from ninefold.feedback.actions.closing import close_on_date
from ninefold.feedback.actions.concerns import pass_on_concern
from ninefold.feedback.actions.mailings import remind_raters
from ninefold.feedback.actions.notes import write_notes
from ninefold.feedback.actions.subject_access import give_copy
from ninefold.feedback.models import Assessment, Concern, Facilitation, Goal
from ninefold.feedback.queries.subject_access import Copy
from tests.feedback.followed import OPENED, make_opened, set_goal
from tests.feedback.made import answer, make_closed, make_open, raters_of, take_on
from tests.world import NOON, OPERATOR, World

ADA, FELIX, BEA = "ada.okafor@example.org", "felix.achterberg@example.org", "bea.peer@trent.example"


def copy_of(email: str, *, notes_reviewed: bool = False) -> Copy:
    return give_copy(email=email, notes_reviewed=notes_reviewed, by=OPERATOR, at=OPENED)


def about(copy: Copy) -> Any:
    return json.loads(copy.files["about-you.json"])


def everything_in(copy: Copy) -> str:
    """All that can be read in the files, but for the drawing of a PDF."""
    return "\n".join(text.decode() for name, text in copy.files.items() if not name.endswith(".pdf"))


def followed(world: World) -> Assessment:
    """A 360 of Ada that was opened, with a goal, a note and a concern."""
    assessment = make_opened(world)
    case = Facilitation.objects.get(assessment=assessment)
    set_goal(assessment, 1, world.participant)
    write_notes(facilitation=case, text="She went quiet at Monday.", by=world.facilitator, at=OPENED)
    pass_on_concern(facilitation=case, limit=Concern.Limit.HARM, by=world.facilitator, at=OPENED)
    return assessment


def test_a_participant_gets_every_report_opened_or_not(world: World) -> None:
    opened = followed(world)
    waiting = make_closed(world)
    copy = copy_of(ADA)
    names = {f"reports/360-{one.pk}.{form}" for one in (opened, waiting) for form in ("html", "pdf", "json")}
    assert set(copy.files) == {"READ-ME.txt", "about-you.json", *names}
    assert copy.files[f"reports/360-{waiting.pk}.pdf"].startswith(b"%PDF")
    assert "best read together with a facilitator" in copy.files["READ-ME.txt"].decode()


def test_a_participant_gets_wishes_goals_roles_addresses_and_whom_they_asked(world: World) -> None:
    person = world.participant.person
    EmailAddress.objects.create(user=person, email="ada@example.net", verified=True)
    assessment = followed(world)
    running = make_open(world)
    set_wishes(assessment=running, why_now="New job", to_learn="", from_the_session="", by=world.participant, at=NOON)
    post(to=ADA, mail=Mail("Your report", "https://example.org/secret"), at=NOON)
    told = about(copy_of(ADA))
    assert told["account"]["email"] == ADA
    assert [one["email"] for one in told["account"]["addresses"]] == [ADA, "ada@example.net"]
    assert [role["kind"] for role in told["account"]["roles"]] == ["participant"]
    first, second = told["360s_about_you"]
    assert [goal["text"] for goal in first["goals"]] == ["I ask before I change the rota."]
    assert second["why_now"] == "New job"
    assert {"name": "Bea Peer", "email": BEA} in first["whom_you_ask"]
    assert len(first["whom_you_ask"]) == assessment.raters.others().count()
    assert "Your report" in [mail["subject"] for mail in told["mail_that_waits_for_you"]]
    assert any(entry["what"] == "start" for entry in told["trail_of_what_was_done"])


def test_nothing_in_it_opens_a_door(world: World) -> None:
    followed(world)
    make_open(world)
    post(to=ADA, mail=Mail("Your code", "Type 12345678."), at=NOON)
    world.participant.person.set_password("a long pass word")
    world.participant.person.save()
    text = everything_in(copy_of(ADA))
    assert "12345678" not in text
    for word in ("link_hash", "letter_hash", "password", "/q/"):
        assert f'"{word}"' not in text


def test_notes_are_held_until_somebody_has_looked_through_them(world: World) -> None:
    followed(world)
    held = copy_of(ADA)
    assert "not in here yet" in held.files["READ-ME.txt"].decode()
    assert "She went quiet" not in everything_in(held)
    given = copy_of(ADA, notes_reviewed=True)
    (note,) = (text.decode() for name, text in given.files.items() if name.startswith("notes/"))
    assert note == "Notes of your facilitator, Felix Achterberg:\n\nShe went quiet at Monday.\n"


def test_a_concern_is_named_to_who_answers_the_request_and_in_no_file(world: World) -> None:
    followed(world)
    copy = copy_of(ADA, notes_reviewed=True)
    assert [line for line in copy.for_review if "1: not in the copy" in line] == list(copy.for_review)
    assert "concern" not in "".join(text.decode() for name, text in copy.files.items() if "report" not in name)


@pytest.mark.parametrize("answered", [False, True])
def test_a_rater_is_told_the_way_to_what_they_wrote_and_no_more(world: World, answered: bool) -> None:
    assessment = make_open(world)
    bea = raters_of(assessment, "peer")[0]
    before = copy_of(BEA)
    if answered:
        answer(bea, comment="She shouts.")
        remind_raters(assessment=assessment, by=world.participant, at=NOON)
    copy = copy_of(BEA)
    assert copy.files == before.files
    assert "the link in the mail to you" in copy.files["READ-ME.txt"].decode()
    assert set(copy.files) == {"READ-ME.txt", "about-you.json"}
    for secret in ("Okafor", 'peer"', "shouts", "http"):
        assert secret not in everything_in(copy)


def test_after_the_close_a_rater_is_told_that_nothing_can_be_found_and_why(world: World) -> None:
    make_closed(world)
    copy = copy_of(BEA)
    assert "can be found no more, by nobody" in copy.files["READ-ME.txt"].decode()
    assert "the key that opened them was destroyed" in copy.files["READ-ME.txt"].decode()
    assert "the link in the mail" not in copy.files["READ-ME.txt"].decode()


def test_a_participant_learns_no_more_than_before_of_who_answered(world: World) -> None:
    assessment = make_open(world)
    before = copy_of(ADA).files
    for rater in raters_of(assessment)[:5]:
        answer(rater)
    after = copy_of(ADA).files
    told, again = json.loads(before["about-you.json"]), json.loads(after["about-you.json"])
    for one in (told, again):
        del one["trail_of_what_was_done"]
    assert told == again


def test_a_facilitator_gets_their_cases_without_the_names(world: World) -> None:
    followed(world)
    take_on(make_open(world, participant=world.payer), world.facilitator)
    copy = copy_of(FELIX)
    assert len(about(copy)["cases_you_were_asked_to_facilitate"]) == 2
    assert "You read and copy them on the page of the case" in copy.files["READ-ME.txt"].decode()
    told = {
        name: value for name, value in about(copy).items() if name != "mail_that_waits_for_you"
    }  # they get it anyway
    for name in ("Okafor", "Wen Li", "She went quiet"):
        assert name not in json.dumps(told)


def test_who_supports_a_goal_is_told_so_and_not_whose(world: World) -> None:
    Goal.objects.create(
        assessment=make_opened(world), position=1, text="I ask.", by_on=OPENED.date(), supporter_email="zoe@x.example"
    )
    copy = copy_of("zoe@x.example")
    assert about(copy)["goals_of_others_that_name_you"] == [{"name": "", "email": "zoe@x.example"}]
    assert "I ask." not in everything_in(copy)


@pytest.mark.usefixtures("world")
def test_of_somebody_unknown_it_is_said_that_nothing_is_held() -> None:
    with pytest.raises(NinefoldError, match="no account, and no place on a list"):
        copy_of("zoe@example.org")


def test_the_trail_says_that_it_was_asked_for_and_not_what_was_given(world: World) -> None:
    followed(world)
    copy_of(ADA, notes_reviewed=True)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.what, entry.on_kind, entry.detail) == ("give copy", "person", {"notes": "reviewed"})


def test_what_was_looked_into_in_confidence_is_not_in_the_trail_that_is_given(world: World) -> None:
    case = Facilitation.objects.get(assessment=make_opened(world))
    ada = world.participant.person
    record(by=world.facilitator, at=NOON, what="pass on concern", on=case, whom=ada)
    record(by=world.facilitator, at=NOON, what="mark held", on=case, whom=ada)
    told = {entry["what"] for entry in about(copy_of(ADA))["trail_of_what_was_done"]}
    assert "mark held" in told
    assert "pass on concern" not in told
    assert "pass on concern" in {entry["what"] for entry in about(copy_of(FELIX))["trail_of_what_was_done"]}


def test_it_is_given_at_the_machine_alone(world: World) -> None:
    with pytest.raises(NotAllowedError, match="at the machine"):
        give_copy(email=ADA, notes_reviewed=False, by=world.data_protection_officer, at=NOON)


def test_an_open_one_and_a_closed_one_are_both_told(world: World) -> None:
    make_closed(world)
    assessment = make_open(world, participant=world.payer)
    said = copy_of(BEA).files["READ-ME.txt"].decode()
    assert "1 questionnaires that have closed" in said
    assert "1 questionnaires that have not closed" in said
    close_on_date(assessment, 0, OPENED)
