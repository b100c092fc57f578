"""What is written to the log in words of ours."""

import logging
import re
import traceback
from types import TracebackType

from django.db import InterfaceError, OperationalError

from ninefold.core.errors import SayableError

log = logging.getLogger(__name__)
# The doors of whoever was asked: to a questionnaire, and to a pulse.
A_LINK = re.compile(r"/([rp])/[^/\s]+")
# What these say is of the machine and never of what somebody wrote.
SAYABLE = (SayableError, OperationalError, InterfaceError, OSError)
MOST_LINKS = 10  # of a chain of faults that led to each other
Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Line(logging.Formatter):
    """A line, and of a fault what kind it was and where. Not what it says: that may be what somebody has answered.

    A database repeats the values that it refuses, and many another fault the text that it choked on.
    """

    def formatException(self, ei: Caught) -> str:  # noqa: N802 - the name is Python's
        """The fault and those that led to it, the first of them first."""
        chain: list[BaseException] = []
        fault = ei[1]
        while fault is not None and fault not in chain and len(chain) < MOST_LINKS:
            chain.append(fault)
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return "which led to\n".join(f"{told(each)}\n" for each in reversed(chain)).rstrip()


def told(fault: BaseException) -> str:
    """A fault as it may stand in a log: where, in lines of the program, and which kind."""
    where = "".join(traceback.format_tb(fault.__traceback__))
    kind = f"{type(fault).__module__}.{type(fault).__qualname__}".removeprefix("builtins.")
    said = f": {_one_line(fault)}" if isinstance(fault, SAYABLE) and fault.args else ""
    return f"{where}{kind}{said}"


def tell_of_end(kind: type[BaseException], fault: BaseException, _trace: TracebackType | None) -> None:
    """Say in the log why a process of ours ends, in place of Python's own way, which repeats what the fault says."""
    log.critical("This process ends.", exc_info=(kind, fault, fault.__traceback__))


def _one_line(fault: BaseException) -> str:
    # PostgreSQL puts the statement that it was asked, with its values, below its first line.
    return A_LINK.sub(r"/\1/…", str(fault).strip().partition("\n")[0])


class UnknownName(logging.Filter):
    """One line for a request under a name that is not this site's: scanners send thousands, each with a traceback."""

    def filter(self, _record: logging.LogRecord) -> bool:
        """Say it with the setting that would let the name in, and without what the stranger sent."""
        log.warning("A request under a name that NINEFOLD_HOSTS does not hold was refused.")
        return False


class WithoutLinks(logging.Filter):
    """Takes out of an address what opens a rater's questionnaire, where a fault is told with its address."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the line, with its words already put together."""
        record.msg, record.args = A_LINK.sub(r"/\1/…", record.getMessage()), None
        return True
