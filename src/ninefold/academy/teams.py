"""Asking Microsoft Graph to make, move or delete an online meeting in Teams: one call to sign in, one for the meeting.

The meeting is asked for under a name of our own (`createOrGet`), so whoever asks twice, or again after a crash, gets
the same one. What is sent is the title and the times: nothing of anybody who comes.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from ninefold.core.errors import SayableError
from ninefold.core.teams_account import TeamsAccount

if TYPE_CHECKING:
    import httpx

log = logging.getLogger(__name__)
ANSWERS_WITHIN = 10.0  # seconds, each call
LONGEST_LINK, LONGEST_NUMBER = 1000, 500  # characters, as they are kept


class TeamsError(SayableError):
    """No meeting could be had. What it says holds no secret, no token and nothing that the service wrote but a code."""


class TeamsAwayError(TeamsError):
    """Microsoft answers nothing now, or lets this site in to nothing, so to ask for another meeting is of no use."""


@dataclass(frozen=True)
class Meeting:
    """An online meeting: its identifier at Microsoft, the link by which people join it, and whether it was made now.

    One that was there already may have other times than those that it was asked for with.
    """

    number: str
    link: str
    is_new: bool = True


def ask_for_meeting(account: TeamsAccount, *, name: str, title: str, starts_at: datetime, ends_at: datetime) -> Meeting:
    """The meeting of this name, made now if there is none. Raises TeamsError with what would put it right."""
    wanted = {"externalId": name, **_as_said(title, starts_at, ends_at)}
    answer = _call(account, "POST", "createOrGet", wanted)
    if answer.status_code not in (200, 201):
        raise _refused_meeting(answer)
    return _meeting(_object(answer), is_new=answer.status_code == 201)


def move_meeting(account: TeamsAccount, number: str, *, title: str, starts_at: datetime, ends_at: datetime) -> bool:
    """Let a meeting have this title and these times; whether it is there still. The link to join stays the same.

    Raises TeamsError as `ask_for_meeting` does.
    """
    return _on_one(account, "PATCH", number, _as_said(title, starts_at, ends_at))


def delete_meeting(account: TeamsAccount, number: str) -> bool:
    """Delete a meeting; False where it was there no more. Raises TeamsError as `ask_for_meeting` does."""
    return _on_one(account, "DELETE", number, None)


def _on_one(account: TeamsAccount, method: str, number: str, said: dict[str, str] | None) -> bool:
    answer = _call(account, method, quote(number, safe=""), said)
    if answer.status_code == 404:
        return False
    if answer.status_code not in (200, 204):
        raise _refused_meeting(answer)
    return True


def _as_said(title: str, starts_at: datetime, ends_at: datetime) -> dict[str, str]:
    return {"subject": title, "startDateTime": _utc(starts_at), "endDateTime": _utc(ends_at)}


def _call(account: TeamsAccount, method: str, last: str, said: dict[str, str] | None) -> httpx.Response:
    """Sign in and ask for something about the organiser's meetings; the answer, whatever it is."""
    import httpx  # noqa: PLC0415 - it takes a moment to load, which only those wait for who make meetings

    try:
        with httpx.Client(timeout=ANSWERS_WITHIN) as client:
            token = _token(client, account)
            return client.request(
                method,
                f"{account.graph}/v1.0/users/{account.organiser}/onlineMeetings/{last}",
                headers={"Authorization": f"Bearer {token}"},
                json=said,
            )
    except httpx.TimeoutException:
        # Nothing leads to the library's own error, which holds the request and with it the secret.
        raise TeamsAwayError(_("Microsoft Teams did not answer in time. Please try again in a few minutes.")) from None
    except httpx.HTTPError as error:
        log.warning("Microsoft Teams cannot be reached: %s.", type(error).__name__)
        raise TeamsAwayError(_("Microsoft Teams cannot be reached. Please try again in a few minutes.")) from None


def _token(client: httpx.Client, account: TeamsAccount) -> str:
    answer = client.post(
        f"{account.sign_in}/{account.tenant}/oauth2/v2.0/token",
        data={
            "client_id": account.client,
            "client_secret": account.secret,
            "grant_type": "client_credentials",
            "scope": f"{account.graph}/.default",
        },
    )
    said = _object(answer)
    if answer.status_code == 200 and isinstance(said.get("access_token"), str):
        return str(said["access_token"])
    code = _code(said.get("error"))
    log.warning("Microsoft does not let this site in: %s, %s.", answer.status_code, code)
    if answer.status_code in (400, 401):
        raise TeamsAwayError(
            _(
                "Microsoft does not let this site in (%(code)s). Whoever runs it should look at the settings "
                "NINEFOLD_TEAMS_TENANT, NINEFOLD_TEAMS_CLIENT and NINEFOLD_TEAMS_SECRET."
            )
            % {"code": code}
        )
    raise TeamsAwayError(str(_trouble(answer.status_code)))


def _refused_meeting(answer: httpx.Response) -> TeamsError:
    error = _object(answer).get("error")
    code = _code(error.get("code") if isinstance(error, dict) else None)
    log.warning("Microsoft Teams makes no meeting: %s, %s.", answer.status_code, code)
    if answer.status_code in (401, 403):
        return TeamsError(
            _(
                "This site may not make meetings for the organiser (%(code)s). Whoever runs it should give the "
                "application OnlineMeetings.ReadWrite.All and an access policy for the organiser."
            )
            % {"code": code}
        )
    if answer.status_code == 404:
        return TeamsError(
            _(
                "Microsoft Teams does not know the organiser. Whoever runs this site should look at "
                "NINEFOLD_TEAMS_ORGANISER."
            )
        )
    return _trouble(answer.status_code)


def _trouble(status: int) -> TeamsError:
    if status == 429 or status >= 500:
        return TeamsError(_("Microsoft Teams is busy or out of order. Please try again in a few minutes."))
    return TeamsError(
        _("Microsoft Teams gave an answer that we cannot read (%(status)s). Please enter a link by hand.")
        % {"status": status}
    )


def _meeting(said: dict[str, Any], *, is_new: bool) -> Meeting:
    number, link = said.get("id"), said.get("joinWebUrl")
    right = isinstance(number, str) and isinstance(link, str) and link.startswith("https://")
    if not right or len(str(link)) > LONGEST_LINK or len(str(number)) > LONGEST_NUMBER:
        log.warning("Microsoft Teams made a meeting without a link that can be kept.")
        raise TeamsError(_("Microsoft Teams gave no link that people can join by. Please enter a link by hand."))
    return Meeting(str(number), str(link), is_new)


def _object(answer: httpx.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _code(said: object) -> str:
    """A short code as services give it; whatever else was said is passed over, as it may repeat what we sent."""
    return said if isinstance(said, str) and re.fullmatch(r"[A-Za-z_.]{1,60}", said) else _("no code")


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
