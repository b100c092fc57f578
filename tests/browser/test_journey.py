"""One ./start, and then the whole way through a 360 in the browser: from signing up to a pulse, as everybody in it."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser import walk_participant as maya
from tests.browser import walk_raters as raters
from tests.browser import walk_staff as staff
from tests.browser.conftest import Started
from tests.browser.walk import Walk


def test_a_360_from_the_first_click_to_the_pulse(browser: Browser, running: Started) -> None:
    walk = Walk(browser, running.url)
    hers, his, mailbox, lead = (walk.window() for _ in range(4))
    maya.sign_up(walk, hers, mailbox)
    maya.begin(walk, hers)
    maya.answer_own_part(walk, hers)
    maya.choose_facilitator(walk, hers)
    maya.add_colleagues(walk, hers)
    staff.come_in_as(walk, his, maya.FACILITATOR, "facilitator")
    staff.accept(walk, his)
    maya.ask_for_check(walk, hers)
    staff.agree_to_list(walk, his)
    staff.come_in_as(walk, lead, "Angela Thornhill", "organisation lead")
    staff.look_as_lead(walk, lead, "is setting it up")
    maya.start(walk, hers)
    staff.look_as_lead(walk, lead, "No figure yet")

    raters.answer_on_a_phone(walk, "Rory Blake")
    raters.answer_plainly(walk, "Tamsin Okoye", 2, "She drew the new ward on the back of a menu.", script=False)
    raters.decline(walk, "Lewis Grant")
    raters.move_and_answer(walk, "Nell Hargreaves", "nell@home.example", 3)
    raters.lock_and_go_on_elsewhere(walk, "Amara Obi", 1)
    raters.answer_on_a_shared_computer(walk, "Jo Whitfield", 2)
    raters.take_back_and_send_anew(walk, "Sol Marin", 3)
    raters.answer_plainly(walk, "Ines Duarte", 2, "Let others chair now and then.")
    raters.answer_plainly(walk, "Dee Kowalska", 3)
    running.let_days_pass(3)
    staff.look_as_lead(walk, lead, "At least 6 of 11")
    maya.remind(walk, hers)

    maya.close_early(walk, hers)
    staff.offer_time(walk, his, 6)
    maya.pick_time(walk, hers)
    staff.prepare(walk, his)
    running.let_days_pass(7)
    staff.open_together(walk, his, hers)
    staff.mark_held(walk, his)
    maya.confirm_held(walk, hers, mailbox)
    staff.look_as_lead(walk, lead)
    maya.set_goals(walk, hers)
    maya.thank(walk, hers)

    running.let_days_pass(93)  # three months of any length, also where it is the next day in London's summer
    maya.ask_how_it_goes(walk, hers, mailbox)
    running.let_days_pass(1)
    for name in ("Rory Blake", "Tamsin Okoye", "Amara Obi", "Jo Whitfield", "Sol Marin", "Dee Kowalska"):
        raters.answer_pulse(walk, name, "A little better")
    running.let_days_pass(15)
    maya.read_what_was_noticed(walk, hers, mailbox)
    walk.close()
