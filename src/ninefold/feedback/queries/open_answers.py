"""Finding what a rater told while their questionnaire is open. Without the key of the 360 there is nothing to find.

Besides the answers, by the codes of their questions, a rater may have told `STANDING` (that they have sent, or that
they decline), `CODE` (the hash of the four digits they lock their answers with) and `MOVED_TO` (an address of their
own). All are sealed alike and deleted together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from ninefold.core.errors import NinefoldError
from ninefold.core.sealing import Seal
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import OpenAnswer, Rater

STANDING, CODE, MOVED_TO = "standing", "code", "moved_to"
ABOUT_ONESELF = (STANDING, CODE, MOVED_TO)
SENT, DECLINED = "sent", "declined"
CANNOT_RATE = "-"
PLACES_AT_ONCE = 500  # in one query: fewer than either database takes
# Asked with every page, and written out because to have it put together each time costs as much again.
_FIND = "SELECT place, sealed FROM feedback_openanswer WHERE place IN ({})"


class AnsweringEndedError(NinefoldError):
    """The questionnaire takes no more answers. What was told in it can no longer be read by anybody."""


def seal_of(rater: Rater) -> Seal:
    """The seal of this rater. Raises AnsweringEndedError where the key of the 360 is gone."""
    secret = find_secret(rater.assessment.key_name)
    if secret is None:
        raise AnsweringEndedError(_("This questionnaire is closed and takes no more answers."))
    return Seal(secret, rater.pk)


def read_told(seal: Seal, things: Iterable[str]) -> dict[str, str]:
    """What the rater of this seal told of these things; what they told nothing of is not in it. One query."""
    places = {seal.place(thing): thing for thing in things}
    if not places:
        return {}
    rows = OpenAnswer.objects.raw(_FIND.format(", ".join(["%s"] * len(places))), list(places))
    found = {places[bytes(row.place)]: bytes(row.sealed) for row in rows}
    return {thing: seal.open(thing, found[thing]) for thing in places.values() if thing in found}


def read_all_told(raters: Sequence[Rater], things: Sequence[str], secret: bytes) -> Mapping[int, dict[str, str]]:
    """What each of these raters told of these things, by the number of the rater."""
    told: dict[int, dict[str, str]] = {rater.pk: {} for rater in raters}
    seals = {rater.pk: Seal(secret, rater.pk) for rater in raters}
    places = {seal.place(thing): (rater, thing) for rater, seal in seals.items() for thing in things}
    for some in _batches(places):
        for place, sealed in OpenAnswer.objects.filter(place__in=some).values_list("place", "sealed"):
            rater, thing = places[bytes(place)]
            told[rater][thing] = seals[rater].open(thing, bytes(sealed))
    return told


def delete_all_told(raters: Sequence[Rater], things: Sequence[str], secret: bytes) -> None:
    """Delete what these raters told of these things, read or not."""
    seals = [Seal(secret, rater.pk) for rater in raters]
    for some in _batches(seal.place(thing) for seal in seals for thing in things):
        OpenAnswer.objects.filter(place__in=some).delete()


def _batches(places: Iterable[bytes]) -> Iterator[list[bytes]]:
    whole = list(places)
    return (whole[start : start + PLACES_AT_ONCE] for start in range(0, len(whole), PLACES_AT_ONCE))
