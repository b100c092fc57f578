"""Letters for raters without e-mail: who puts them on the list, what is printed, and what a code opens."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ninefold.accounts.actions.trail import number_of
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Role
from ninefold.accounts.outbox import Message
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.answers import open_invitation
from ninefold.feedback.actions.letters import add_without_address, print_letters
from ninefold.feedback.models import Assessment, Rater, RaterState
from ninefold.feedback.queries.raters import find_rater_by_letter, find_rater_by_reference
from ninefold.reports.letter import PrintedLetter
from tests.feedback.made import answer, make_draft, make_open, raters_of
from tests.world import NOON, World

LATER = NOON + timedelta(hours=1)


def add(assessment: Assessment, by: Role, name: str = "Jo Porter", group: str = "other") -> Rater:
    return add_without_address(assessment=assessment, name=name, group=group, agreed=True, by=by, at=NOON)


def print_for(rater: Rater, by: Role) -> PrintedLetter:
    rater.refresh_from_db()
    chosen = {rater.pk: rater.link_number}
    (letter,) = print_letters(assessment=rater.assessment, chosen=chosen, by=by, at=LATER)
    return letter


def text_of(letter: PrintedLetter) -> str:
    passages = [text for passage in letter.passages for text in (passage.heading, *passage.paragraphs)]
    return "\n".join([letter.title, *letter.opening, *letter.steps, *passages, letter.foot])


def test_a_lead_puts_somebody_without_e_mail_on_the_list_and_no_mail_leaves(world: World) -> None:
    assessment = make_open(world)
    before = Message.objects.count()
    rater = add(assessment, world.trent_lead)
    assert (rater.email, rater.state, rater.checked) == ("", RaterState.INVITED, True)
    assert Message.objects.count() == before


def test_in_a_draft_they_wait_for_the_start_like_everybody(world: World) -> None:
    assert add(make_draft(world), world.trent_lead).state == RaterState.NOMINATED


def test_two_people_without_e_mail_do_not_stand_in_each_others_way_and_one_added_twice_is_one(world: World) -> None:
    assessment = make_draft(world)
    one, other, again = (
        add(assessment, world.trent_lead, name) for name in ("Jo Porter", "Kim Porter", " Jo  Porter ")
    )
    assert one == again != other


@pytest.mark.parametrize("who", ["participant", "facilitator", "administrator", "ribble_lead", "rising_leaders_lead"])
def test_nobody_else_puts_them_there_or_prints_their_code(world: World, who: str) -> None:
    assessment, by = make_open(world), world.roles[who]
    with pytest.raises(NotAllowedError):
        add(assessment, by)
    rater = add(assessment, world.trent_lead)
    with pytest.raises(NotAllowedError):
        print_for(rater, by)


def test_the_code_on_the_letter_opens_the_questionnaire_however_it_is_typed(world: World, client: Client) -> None:
    rater = add(make_open(world), world.trent_lead)
    letter = print_for(rater, world.trent_lead)
    assert len(letter.code) == 12
    typed = f" {letter.code[:4].lower()}-{letter.code[4:8]} {letter.code[8:]} "
    response = client.post(reverse("feedback:enter"), {"code": typed})
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("feedback:welcome", kwargs={"pk": rater.pk})
    assert client.get(response.headers["Location"]).status_code == 200
    rater.refresh_from_db()
    assert rater.state == RaterState.OPENED


def test_a_letter_that_is_printed_anew_makes_the_earlier_one_useless(world: World) -> None:
    rater = add(make_open(world), world.trent_lead)
    first, second = print_for(rater, world.trent_lead), print_for(rater, world.trent_lead)
    assert find_rater_by_letter(first.code) is None
    assert find_rater_by_letter(second.code) == rater
    assert "Letter 1." in first.foot
    assert "Letter 2." in second.foot


def test_an_old_page_prints_no_letter_anew(world: World) -> None:
    rater = add(make_open(world), world.trent_lead)
    letter = print_for(rater, world.trent_lead)
    with pytest.raises(NinefoldError, match="printed or opened since"):
        print_letters(assessment=rater.assessment, chosen={rater.pk: 0}, by=world.trent_lead, at=LATER)
    assert find_rater_by_letter(letter.code) == rater


def test_once_a_letter_is_opened_no_code_is_shown_any_more(world: World) -> None:
    rater = add(make_open(world), world.trent_lead)
    letter = print_for(rater, world.trent_lead)
    open_invitation(rater=rater)
    with pytest.raises(NinefoldError, match="printed or opened since"):
        print_for(rater, world.trent_lead)
    assert find_rater_by_letter(letter.code) == rater


def test_somebody_with_e_mail_gets_no_letter(world: World) -> None:
    assessment = make_open(world)
    with pytest.raises(NinefoldError, match="no letter to print"):
        print_for(raters_of(assessment)[0], world.trent_lead)


def test_the_trail_notes_that_a_letter_was_printed_and_never_its_code(world: World) -> None:
    rater = add(make_open(world), world.trent_lead)
    letter = print_for(rater, world.trent_lead)
    entry = AuditEntry.objects.get(what="print letter")
    assert (entry.on_id, entry.by) == (rater.pk, number_of(world.trent_lead.person))
    assert letter.code not in str(list(AuditEntry.objects.values()))


def test_a_letter_says_who_asks_how_answers_are_protected_until_when_and_whom_to_ask(world: World) -> None:
    rater = add(make_open(world), world.trent_lead)
    letter = print_for(rater, world.trent_lead)
    said = text_of(letter)
    assert letter.title == "Ada Okafor asks for your feedback"
    assert letter.address.endswith("/r/")
    for part in ("Dear Jo Porter,", "Monday 30 March 2026", "at least two other", "four digits", "Moira Finch"):
        assert part in said
    reference = said.partition("with the reference ")[2].partition(".")[0]
    assert find_rater_by_reference(reference) == rater
    assert "-" not in reference  # after which a line may end; what stands for it is typed as one all the same


def test_a_line_manager_is_told_on_paper_too_that_their_answers_are_shown_as_theirs(world: World) -> None:
    rater = add(make_open(world), world.trent_lead, group="line_manager")
    said = text_of(print_for(rater, world.trent_lead))
    assert "what a line manager answers is shown as theirs" in said
    assert "at least two other" not in said


def test_who_came_by_a_letter_counts_like_everybody_else(world: World) -> None:
    assessment = make_open(world)
    rater = add(assessment, world.trent_lead)
    print_for(rater, world.trent_lead)
    rater.refresh_from_db()
    open_invitation(rater=rater)
    answer(rater)


def page_of(assessment: Assessment) -> str:
    return reverse("feedback:letters", kwargs={"pk": assessment.pk})


@pytest.fixture
def lead(world: World, client: Client) -> Client:
    client.force_login(world.trent_lead.person)
    return client


def test_all_letters_of_a_360_come_in_one_file_that_is_kept_nowhere(world: World, lead: Client) -> None:
    assessment = make_open(world)
    raters = [add(assessment, world.trent_lead, name) for name in ("Jo Porter", "Kim Porter")]
    response = lead.post(page_of(assessment), {"letters": [f"{rater.pk}-0" for rater in raters]})
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="letters.pdf"'
    assert "no-store" in response.headers["Cache-Control"]
    assert response.content.startswith(b"%PDF-")


def test_the_button_pressed_twice_prints_once_and_says_so(world: World, lead: Client) -> None:
    assessment = make_open(world)
    rater = add(assessment, world.trent_lead)
    assert lead.post(page_of(assessment), {"letters": f"{rater.pk}-0"}).status_code == 200
    again = lead.post(page_of(assessment), {"letters": f"{rater.pk}-0"})
    assert again.status_code == 422
    assert "A letter was printed or opened since this page was shown." in again.content.decode()
    rater.refresh_from_db()
    assert rater.link_number == 1


def test_what_was_printed_is_not_chosen_again_by_itself(world: World, lead: Client) -> None:
    assessment = make_open(world)
    printed, other = (add(assessment, world.trent_lead, name) for name in ("Jo Porter", "Kim Porter"))
    print_for(printed, world.trent_lead)
    page = lead.get(page_of(assessment)).content.decode()
    assert f'value="{printed.pk}-1" aria-describedby' in page
    assert f'value="{other.pk}-0" checked' in page


def test_a_page_of_letters_shows_no_code(world: World, lead: Client) -> None:
    assessment = make_open(world)
    letter = print_for(add(assessment, world.trent_lead), world.trent_lead)
    for name in ("letters", "led", "list_check"):
        page = lead.get(reverse(f"feedback:{name}", kwargs={"pk": assessment.pk})).content.decode()
        assert letter.code not in page
