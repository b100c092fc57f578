"""The list of people to ask: read from what is pasted or uploaded, checked before anything is sent, advised on."""

from ninefold.core.rater_lists.advice import MOST_ASKED, Suggestion, advise
from ninefold.core.rater_lists.checks import Finding, check_list, mailbox
from ninefold.core.rater_lists.reading import MOST_LINES, Entry, Fault, ParsedList, RaterListError, read_list
from ninefold.core.rater_lists.uploads import LARGEST_UPLOAD, read_upload

__all__ = [
    "LARGEST_UPLOAD",
    "MOST_ASKED",
    "MOST_LINES",
    "Entry",
    "Fault",
    "Finding",
    "ParsedList",
    "RaterListError",
    "Suggestion",
    "advise",
    "check_list",
    "mailbox",
    "read_list",
    "read_upload",
]
