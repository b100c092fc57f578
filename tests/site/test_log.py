"""What the log holds of an address that opens a door: the door, and not its key. And of a fault: not what it says."""

import logging
from collections.abc import Callable

import pytest
from django.db import IntegrityError, OperationalError

from ninefold.core.errors import NinefoldError, SayableError
from ninefold.site.log import Line, WithoutLinks, tell_of_end


@pytest.mark.parametrize("door", ["r", "p"])
def test_a_fault_is_logged_without_the_link_of_who_was_asked(door: str) -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "%s: /%s/%s/", ("Fault", door, "xK3-9_q"), None)
    assert WithoutLinks().filter(record)
    assert record.getMessage() == f"Fault: /{door}/…/"


def test_an_address_that_opens_nothing_is_logged_as_it_is() -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Fault: %s", ("/360/7/report.pdf",), None)
    assert WithoutLinks().filter(record)
    assert record.getMessage() == "Fault: /360/7/report.pdf"


def written(error: BaseException) -> str:
    """The lines of the log about a fault that was caught, written as the site is set up to write them."""
    (handler,) = [each for each in logging.getLogger().handlers if isinstance(each.formatter, Line)]
    caught = (type(error), error, error.__traceback__)
    return handler.format(logging.LogRecord("ninefold", logging.ERROR, "", 1, "It failed.", (), caught))


def caught(raising: Callable[[str], None]) -> BaseException:
    answer = "Says it at each handover."
    with pytest.raises(Exception) as found:  # noqa: PT011 - which kind it is matters to the caller alone
        raising(answer)
    return found.value


def chokes(answer: str) -> None:
    int(answer)


def chokes_later(answer: str) -> None:
    try:
        raise ValueError(answer)
    except ValueError as error:
        raise IntegrityError(f"DETAIL: Failing row contains ({answer})") from error


def chokes_on_choking(answer: str) -> None:
    try:
        raise KeyError(answer)
    except KeyError:
        raise NinefoldError(f"“{answer}” is no answer.")  # noqa: B904 - as when something fails while it is put right


@pytest.mark.parametrize("raising", [chokes, chokes_later, chokes_on_choking])
def test_the_log_tells_of_a_fault_what_kind_it_is_and_where_and_not_what_it_says(
    raising: Callable[[str], None],
) -> None:
    error = caught(raising)
    said = written(error)
    assert "handover" not in said
    assert type(error).__qualname__ in said
    assert f"in {raising.__name__}" in said


def test_of_a_chain_of_faults_each_is_told() -> None:
    said = written(caught(chokes_later))
    assert said.index("ValueError") < said.index("which led to") < said.index("IntegrityError")


def test_what_a_database_says_that_is_away_is_told_without_the_statement_that_it_repeats() -> None:
    said = written(OperationalError("connection failed: no route to host\nLINE 1: INSERT INTO … VALUES ('handover')"))
    assert "OperationalError: connection failed: no route to host" in said
    assert "handover" not in said


def test_what_was_written_to_be_said_is_said() -> None:
    assert "SayableError: The key of 360 number 7 is missing." in written(
        SayableError("The key of 360 number 7 is missing.")
    )


def test_a_process_that_ends_by_a_fault_says_no_more(caplog: pytest.LogCaptureFixture) -> None:
    error = caught(chokes)
    tell_of_end(type(error), error, error.__traceback__)
    (record,) = caplog.records
    assert "This process ends." in record.getMessage()
    assert "handover" not in Line().format(logging.makeLogRecord({**vars(record), "exc_text": None}))
