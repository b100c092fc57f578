"""Deleting people and what is old in an installation of its own, played out by processes that can be killed."""

import os
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.db import connections

from ninefold.accounts.actions.own_account import rename_oneself
from ninefold.accounts.actions.people import change_address, rename_person
from ninefold.feedback.actions.putting_away import empty
from ninefold.feedback.models import Assessment, Rater, Report
from ninefold.site import cli
from tests.feedback.followed import make_opened, set_goal
from tests.feedback.made import let_answer, make_closed, make_open
from tests.world import MORNING, NOON, OPERATOR, World, make_world


def _a_life(world: World, her: str) -> None:
    """Ada with a report, goals, another open 360 and an earlier name; beside her, enough people to move pages about."""
    ada = world.participant.person
    rename_person(person=ada, name=f"Ada {her.title()}", by=OPERATOR, at=MORNING)
    change_address(person=ada, email=_address_of(her), by=OPERATOR, at=MORNING)
    assessment = make_opened(world)
    for position in (1, 2, 3):
        set_goal(assessment, position, world.participant)
    let_answer(make_open(world))
    for name in ("Ada Eze", f"Ada Eze {her.title()}", f"Ada {her.title()}"):
        rename_oneself(person=ada, name=name, at=NOON)
    for participant in (world.payer, world.other_participant):
        make_closed(world, participant=participant, facilitated=False)


def make_a_life(her: str) -> bool:
    """Whether somebody of this surname, which stands nowhere else, stands in the tables before she is erased."""
    _a_life(make_world(), her)
    return bool(_naming(her))


def erase_her(her: str) -> list[str]:
    """Erase her by the command; whatever in the tables still names her."""
    assert cli.main(["erase", _address_of(her), "--apply"]) == 0
    return _naming(her)


def erase_her_and_write_nothing_anew(her: str) -> list[str]:
    """The same, without what the command does to the files afterwards."""
    with patch("ninefold.site.commands.erase.forget_deleted", list):
        return erase_her(her)


def _address_of(her: str) -> str:
    return f"ada.{her}@example.org"


def _naming(her: str) -> list[str]:
    return [
        f"{model.__name__}: {row}"
        for model in apps.get_models()
        for row in model._base_manager.values()
        if her in str(row).lower()
    ]


def be_killed_in_the_middle() -> None:
    """Three old reports are to be archived; the process ends while it is at the second, without a word."""
    world = make_world()
    for participant in (world.participant, world.payer, world.other_participant):
        make_closed(world, participant=participant, facilitated=False, at=MORNING.replace(year=2019))
    done: list[Assessment] = []

    def emptied(assessment: Assessment) -> None:
        empty(assessment)
        done.append(assessment)
        if len(done) == 2:
            os._exit(9)

    with patch("ninefold.feedback.actions.retention.empty", emptied):
        cli.main(["retention", "--apply"])


def how_it_stands() -> dict[str, Any]:
    """How many of the three are in each state, and whether each is whole or empty."""
    states = sorted(Assessment.objects.values_list("state", flat=True))
    whole = [Rater.objects.filter(assessment=one.assessment_id).count() for one in Report.objects.all()]
    for connection in connections.all():
        connection.close()
    return {"states": states, "whole": whole}


def go_on() -> dict[str, Any]:
    """Do it again, and look once more."""
    assert cli.main(["retention", "--apply"]) == 0
    return how_it_stands()
