"""Somebody who is erased is nowhere any more, and everything that is left still fits together."""

import json
from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, TestCase
from django.urls import reverse

from ninefold.accounts.actions.erasure import ERASED
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.people import rename_person
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.letters import open_letter
from ninefold.accounts.locks import key_of
from ninefold.accounts.mail import Mail
from ninefold.accounts.models import Person, Role
from ninefold.accounts.outbox import Message
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.london import closing_instant
from ninefold.feedback.actions.answers import open_invitation, take_back
from ninefold.feedback.actions.closing import close_on_date
from ninefold.feedback.actions.erasure import erase
from ninefold.feedback.actions.holding import mark_held
from ninefold.feedback.actions.mailings import remind_raters
from ninefold.feedback.actions.moving import move_to_own_address
from ninefold.feedback.actions.notes import write_notes
from ninefold.feedback.models import (
    Assessment,
    AssessmentState,
    Facilitation,
    FacilitatorNote,
    Goal,
    OpenAnswer,
    Rater,
    Report,
)
from ninefold.feedback.queries.erasure import held_of, obstacles, what_goes
from ninefold.feedback.queries.leading import led
from ninefold.feedback.queries.reports import report_file
from tests.feedback.followed import OPENED, make_opened, set_goal
from tests.feedback.made import answer, let_answer, make_closed, make_draft, make_open, raters_of
from tests.world import NOON, OPERATOR, World

ADA, FELIX = "ada.okafor@example.org", "felix.achterberg@example.org"
BEA = "bea.peer@trent.example"
ERASED_NAME = "Erased person"


def erased(email: str) -> None:
    """Erase them now, with what follows once it is kept."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        erase(email=email, by=OPERATOR, at=OPENED)


def everything() -> Iterator[str]:
    """Every value of every table, browser sessions decoded and waiting mail opened as far as its key is there."""
    for model in apps.get_models():
        for row in model._base_manager.values():
            yield json.dumps(row, default=_text, ensure_ascii=False)
    for session in Session.objects.all():
        yield json.dumps(session.get_decoded(), default=str)
    for message in Message.objects.all():
        key = key_of(message.lock)
        if key is not None:
            yield open_letter(message.sealed, key, message.lock).to


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def found(*words: str) -> list[str]:
    """Whatever in the tables names one of these, however it is capitalised."""
    return [value for value in everything() if any(word.lower() in value.lower() for word in words)]


def a_full_life(world: World) -> Assessment:
    """Ada: a 360 with all that can follow one, another that is open, sessions, mail, addresses, earlier names."""
    person = world.participant.person
    EmailAddress.objects.create(user=person, email="ada.private@example.net", verified=True)
    person.private_email = "ada.private@example.net"
    person.save()
    rename_person(person=person, name="Ada Eze Okafor", by=OPERATOR, at=NOON)
    assessment = make_opened(world)
    case = Facilitation.objects.get(assessment=assessment)
    set_goal(assessment, 1, world.participant)
    mark_held(facilitation=case, by=world.facilitator, at=OPENED)
    write_notes(facilitation=case, text="Ada Okafor said …", by=world.facilitator, at=OPENED)
    make_draft(world)
    Client().force_login(person)
    post(to="ada.private@example.net", mail=Mail("Hello", "Hello"), at=NOON)
    Rater.objects.create(
        assessment=make_closed(world, participant=world.other_participant, facilitated=False),
        name="Ada O.",
        email="Ada.Okafor+360@example.org",
        mailbox=ADA,
        group="peer",
        language="en-gb",
        state="opened",
    )
    Goal.objects.create(
        assessment=make_closed(world, participant=world.payer, facilitated=False),
        position=1,
        text="I ask first.",
        by_on=OPENED.date(),
        supporter_name="Ada Okafor",
        supporter_email=ADA,
    )
    return assessment


def test_a_participant_is_nowhere_any_more(world: World) -> None:
    a_full_life(world)
    assert len(found("Okafor", ADA, "ada.private", "Ada O.")) > 8
    erased(ADA)
    assert found("Okafor", ADA, "ada.private", "Ada O.") == []


def test_any_address_of_theirs_finds_them(world: World) -> None:
    a_full_life(world)
    erased("Ada.Private@example.net")
    assert found("Okafor") == []


def test_all_keys_lead_somewhere_after_it(world: World) -> None:
    a_full_life(world)
    erased(ADA)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        assert cursor.fetchall() == []


def test_the_register_keeps_that_a_session_was_held_under_a_pseudonym(world: World) -> None:
    assessment = a_full_life(world)
    erased(ADA)
    case = Facilitation.objects.get()
    assert (case.assessment, case.held_at, case.facilitator) == (assessment, OPENED, world.facilitator.person)
    stays = case.assessment.participant
    assert stays.email.endswith(ERASED)
    assert (stays.is_active, stays.organisation, stays.last_login) == (False, None, None)
    assert Assessment.objects.get(participant=stays).state == AssessmentState.ARCHIVED
    assert not Report.objects.filter(assessment=assessment).exists()


def test_without_a_session_nothing_of_a_participant_stays(world: World) -> None:
    make_closed(world)
    erased(ADA)
    assert not Assessment.objects.exists()
    assert not Person.objects.filter(email__endswith=ERASED).exists()
    assert not Role.objects.filter(pk=world.participant.pk).exists()


def test_an_open_360_about_them_is_cancelled_and_everybody_told(world: World) -> None:
    let_answer(make_open(world))
    erased(ADA)
    assert not OpenAnswer.objects.exists()
    key = key_of("")
    assert key is not None
    told = {open_letter(one.sealed, key, "").to for one in Message.objects.all()}
    assert BEA in told


def test_who_has_not_opened_the_invitation_is_taken_off_the_list(world: World) -> None:
    assessment = make_open(world)
    erased(BEA)
    assert found(BEA, "Bea Peer") == []
    assert assessment.raters.others().count() == 8
    assert not assessment.raters.filter(name=ERASED_NAME).exists()


@pytest.mark.parametrize("answered", [False, True])
def test_who_has_opened_it_loses_the_name_and_nothing_tells_whether_they_answered(world: World, answered: bool) -> None:
    assessment = make_open(world)
    bea = raters_of(assessment, "peer")[0]
    open_invitation(rater=bea)
    link = bea.link_hash
    let_answer(assessment, [rater for rater in raters_of(assessment) if rater.pk != bea.pk])
    if answered:
        answer(bea, comment="As your only deputy")
    before = OpenAnswer.objects.count()
    erased(BEA)
    assert found(BEA, "Bea Peer") == []
    row = assessment.raters.get(pk=bea.pk)
    assert (row.name, row.email, row.mailbox, row.link_hash) == (ERASED_NAME, "", "", link)
    assert OpenAnswer.objects.count() == before
    take_back(rater=row)
    close_on_date(assessment, 0, closing_instant(assessment.closes_on))
    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.CLOSED
    assert not OpenAnswer.objects.exists()


def test_no_letter_is_printed_and_no_mail_sent_for_a_name_that_is_gone(world: World) -> None:
    assessment = make_open(world)
    bea = raters_of(assessment, "peer")[0]
    open_invitation(rater=bea)
    erased(BEA)
    Message.objects.all().delete()
    remind_raters(assessment=assessment, by=world.participant, at=NOON)
    key = key_of(assessment.key_name)
    assert key is not None
    told = [open_letter(one.sealed, key, assessment.key_name).to for one in Message.objects.all()]
    assert "" in told
    assert len([address for address in told if address]) == 8
    assert not [row for row in led([assessment], NOON)[0].waits if "etter" in str(row)]


def test_a_look_says_the_same_of_who_answered_and_who_did_not(world: World) -> None:
    assessment = make_open(world)
    bea = raters_of(assessment, "peer")[0]
    open_invitation(rater=bea)
    before = what_goes(held_of(BEA))
    answer(bea)
    assert what_goes(held_of(BEA)) == before != []


def test_mail_to_an_address_that_a_rater_moved_to_goes_too(world: World) -> None:
    bea = raters_of(make_open(world), "peer")[0]
    move_to_own_address(rater=bea, email="bea.at.home@example.net", at=NOON)
    assert found("bea.at.home")
    erased(BEA)
    assert found("bea.at.home") == []


def test_after_the_close_a_rater_is_replaced_and_the_report_is_the_same(world: World) -> None:
    assessment = make_closed(world)
    before = report_file(assessment, "json")
    count = assessment.raters.count()
    erased(BEA)
    assert found(BEA, "Bea Peer") == []
    assert assessment.raters.count() == count
    assert assessment.raters.get(name=ERASED_NAME).email == ""
    assert report_file(assessment, "json") == before


def test_a_facilitator_hands_over_first(world: World) -> None:
    make_closed(world)
    with pytest.raises(NinefoldError, match="facilitate 1 of the 360s that go on"):
        erase(email=FELIX, by=OPERATOR, at=OPENED)
    assert Person.objects.filter(email=FELIX).exists()


def test_a_facilitator_leaves_their_cases_under_a_pseudonym(world: World) -> None:
    assessment = make_opened(world)
    case = Facilitation.objects.get(assessment=assessment)
    write_notes(facilitation=case, text="Asked about Monday.", by=world.facilitator, at=OPENED)
    Facilitation.objects.update(state="counted", held_at=OPENED, first_talk="Ring Felix Achterberg on Monday.")
    erased(FELIX)
    assert found("Achterberg", FELIX) == []
    case.refresh_from_db()
    assert (case.state, case.held_at) == ("counted", OPENED)
    assert not FacilitatorNote.objects.exists()


def test_who_is_named_as_somebody_to_turn_to_is_replaced_first(world: World) -> None:
    world.trent.ask_email = ADA
    world.trent.save()
    assert obstacles(held_of(ADA)) == [
        "Trent Valley Hospitals names them as somebody to turn to: enter somebody else first, with `ninefold care`."
    ]
    with pytest.raises(NinefoldError, match="enter somebody else first"):
        erase(email=ADA, by=OPERATOR, at=OPENED)


def test_pages_that_listed_them_still_answer(world: World, client: Client) -> None:
    assessment = a_full_life(world)
    theirs = make_closed(world, participant=world.participant, facilitated=False, at=NOON - timedelta(days=400))
    case = Facilitation.objects.get(assessment=assessment)
    of_idris = Assessment.objects.get(participant=world.other_participant.person)
    pages = {
        "facilitator": [reverse("feedback:cases"), reverse("feedback:facilitation", args=[case.pk])],
        "trent_lead": [reverse("feedback:programme"), reverse("feedback:led", args=[assessment.pk])],
        "other_participant": [
            reverse("feedback:assessments"),
            reverse("feedback:assessment", args=[of_idris.pk]),
            reverse("feedback:colleagues", args=[of_idris.pk]),
        ],
    }
    erased(ADA)
    assert not Assessment.objects.filter(pk=theirs.pk).exists()
    for name, addresses in pages.items():
        client.force_login(world.roles[name].person)
        for address in addresses:
            page = client.get(address, follow=True)
            assert page.status_code == 200, address
            assert "Okafor" not in page.content.decode()


def test_it_is_all_or_nothing(world: World) -> None:
    a_full_life(world)
    rows = sorted(found(""))
    failing = patch("ninefold.feedback.actions.erasure.erase_account", side_effect=RuntimeError("killed"))
    with failing, pytest.raises(RuntimeError, match="killed"):
        erase(email=ADA, by=OPERATOR, at=OPENED)
    assert sorted(found("")) == rows


def test_the_trail_says_that_somebody_was_erased_and_not_who(world: World) -> None:
    make_draft(world)
    erased(ADA)
    entry = AuditEntry.objects.filter(what="erase", on_kind="person").get()
    assert (entry.role, entry.on_id) == ("operator", None)


@pytest.mark.usefixtures("world")
def test_of_somebody_unknown_nothing_is_held() -> None:
    with pytest.raises(NinefoldError, match="Nothing is held of anybody with the address “zoe@"):
        erase(email="zoe@example.org", by=OPERATOR, at=OPENED)


def test_nobody_is_erased_from_a_page(world: World) -> None:
    with pytest.raises(NotAllowedError, match="at the machine"):
        erase(email=ADA, by=world.administrator, at=OPENED)
