"""What is written to the log in words of ours."""

import logging
import re

log = logging.getLogger(__name__)
# The doors of whoever was asked: to a questionnaire, and to a pulse.
A_LINK = re.compile(r"/([rp])/[^/\s]+")


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
