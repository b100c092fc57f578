"""What is written to the log in words of ours."""

import logging

log = logging.getLogger(__name__)


class UnknownName(logging.Filter):
    """One line for a request under a name that is not this site's: scanners send thousands, each with a traceback."""

    def filter(self, _record: logging.LogRecord) -> bool:
        """Say it with the setting that would let the name in, and without what the stranger sent."""
        log.warning("A request under a name that NINEFOLD_HOSTS does not hold was refused.")
        return False
