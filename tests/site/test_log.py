"""What the log holds of an address that opens a door: the door, and not its key."""

import logging

import pytest

from ninefold.site.log import WithoutLinks


@pytest.mark.parametrize("door", ["r", "p"])
def test_a_fault_is_logged_without_the_link_of_who_was_asked(door: str) -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "%s: /%s/%s/", ("Fault", door, "xK3-9_q"), None)
    assert WithoutLinks().filter(record)
    assert record.getMessage() == f"Fault: /{door}/…/"


def test_an_address_that_opens_nothing_is_logged_as_it_is() -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Fault: %s", ("/360/7/report.pdf",), None)
    assert WithoutLinks().filter(record)
    assert record.getMessage() == "Fault: /360/7/report.pdf"
