"""What somebody said they would come to, their choice of mail and that they were asked: given out, and erased."""

import json

from ninefold.academy.actions.interest import Said, express_interest, express_unconfirmed_interest
from ninefold.academy.actions.mail_choice import choose_mail, mail_choice_address
from ninefold.academy.models import Interest, Link, MailChoice
from ninefold.feedback.actions.erasure import erase
from ninefold.feedback.actions.subject_access import give_copy
from ninefold.feedback.models import EvaluationAsked
from ninefold.feedback.queries.erasure import held_of, what_goes
from tests.feedback.made import make_closed
from tests.world import NOON, OPERATOR, World

STRANGER, ADA = "sam.stranger@example.com", "ada.okafor@example.org"


def test_who_has_no_account_gets_what_they_said_and_is_erased(world: World) -> None:
    said = Said("refresher", world.midlands, ("mon_am",))
    express_unconfirmed_interest(said=said, name="Sam", email=STRANGER, visitor="1", at=NOON)
    copy = give_copy(email=STRANGER, notes_reviewed=False, by=OPERATOR, at=NOON)
    (told,) = json.loads(copy.files["about-you.json"])["cpd_sessions_you_said_you_would_come_to"]
    assert (told["email"], told["topic"], told["times"]) == (STRANGER, "refresher", "mon_am")
    assert any("would come to, 1" in line for line in what_goes(held_of(STRANGER)))
    erase(email=STRANGER, by=OPERATOR, at=NOON)
    assert not Interest.objects.exists()
    assert not Link.objects.exists()


def test_who_has_an_account_gets_it_with_the_choice_of_mail_and_is_erased(world: World) -> None:
    ada = world.participant.person
    assessment = make_closed(world)
    EvaluationAsked.objects.create(assessment=assessment, stage="after", asked_at=NOON, given=True)
    express_interest(said=Said("refresher", world.midlands), person=ada, at=NOON)
    choose_mail(person=ada, news=False, opinions=True, at=NOON)
    mail_choice_address(ada, NOON)
    about = json.loads(give_copy(email=ADA, notes_reviewed=False, by=OPERATOR, at=NOON).files["about-you.json"])
    assert about["cpd_sessions_you_said_you_would_come_to"][0]["topic"] == "refresher"
    assert (about["which_mail_you_want"]["news"], about["which_mail_you_want"]["opinions"]) == (False, True)
    assert about["360s_about_you"][0]["asked_what_you_think_of_it"][0]["given"] is True
    erase(email=ADA, by=OPERATOR, at=NOON)
    assert not Interest.objects.exists()
    assert not MailChoice.objects.exists()
    assert not Link.objects.filter(person=ada).exists()
    assert not EvaluationAsked.objects.exists()
