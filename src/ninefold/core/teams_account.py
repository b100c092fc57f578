"""With what this site asks Microsoft for online meetings in Teams, if it does at all."""

from __future__ import annotations

from dataclasses import dataclass, field

SIGN_IN, GRAPH = "https://login.microsoftonline.com", "https://graph.microsoft.com"


@dataclass(frozen=True)
class TeamsAccount:
    """An application of the organisation's directory (tenant), and the user in whose name it makes meetings.

    `client` and `organiser` are the identifiers of the two in that directory. `sign_in` and `graph` are the addresses
    of the services, without a last slash: the usual ones, or those of a national cloud. The secret is in no print.
    """

    tenant: str
    client: str
    secret: str = field(repr=False)
    organiser: str
    sign_in: str = SIGN_IN
    graph: str = GRAPH
