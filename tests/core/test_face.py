"""What an organisation may put in place of our face: what is refused, and with which words."""

from __future__ import annotations

import pytest

from ninefold.core.colours import contrast, mixed
from ninefold.core.errors import NinefoldError
from ninefold.core.face import GROUNDS, LONGEST_NAME, OURS, Face, coloured, named


def test_contrast_is_what_the_guidelines_say() -> None:
    # Worked by the formula of WCAG 2.2: #767676 is the lightest grey that text on white may have.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.005)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ff0000", "#ff0000") == 1


def test_a_mixture_lies_between_its_colours() -> None:
    assert [mixed("#102030", "#ffffff", share) for share in (0, 0.5, 1)] == ["#102030", "#889098", "#ffffff"]


def test_without_settings_the_face_is_ours() -> None:
    assert (Face().name, Face().colours, Face().logo, Face().is_recoloured) == ("Ninefold", OURS, None, False)
    assert (named(" "), coloured("")) == ("Ninefold", OURS)


def test_a_name_is_one_line_that_fits_a_title_and_leads_nowhere() -> None:
    assert named("  Trent\tLeadership  Academy ") == "Trent Leadership Academy"
    assert len(named("a" * LONGEST_NAME)) == LONGEST_NAME
    with pytest.raises(NinefoldError, match=r"has 61 characters.*at most 60"):
        named("a" * (LONGEST_NAME + 1))
    for name in ("win.example.com", "a\u202eb", "ask@trent.example"):
        with pytest.raises(NinefoldError, match=r"NINEFOLD_NAME is .*should be a name such as"):
            named(name)


@pytest.mark.parametrize("accent", ["#2b4a8b", "#7A1F5C", "#000000", "#5c3d00", OURS["teal"]])
def test_an_accent_brings_a_family_that_can_be_read_wherever_ours_can(accent: str) -> None:
    colours = coloured(accent)
    assert colours["teal"] == accent.lower()
    assert set(colours) == set(OURS)
    for name in ("teal", "teal-deep", "teal-hover", "teal-press"):
        for ground in ("#ffffff", *(colours[each] for each in (*GROUNDS, "teal-pale", "teal-hint"))):
            assert contrast(colours[name], ground) >= 4.5
    assert contrast(colours["teal-soft"], colours["teal-deep"]) >= 3


@pytest.mark.parametrize("accent", ["#5a93d6", "#ffd75e", "#ffffff", "#1d8586"])
def test_an_accent_that_cannot_be_read_is_refused_with_the_nearest_that_can(accent: str) -> None:
    with pytest.raises(NinefoldError) as refusal:
        coloured(accent)
    said = str(refusal.value)
    assert f"NINEFOLD_ACCENT is {accent}" in said
    ratio = float(said.partition("contrast of only ")[2].partition(" to 1")[0])
    assert ratio <= contrast(accent, OURS["paper"]) + 0.005
    nearest = said.rpartition("is ")[2].rstrip(".")
    assert coloured(nearest)["teal"] == nearest
    # A hundredth less black would not do: the sentence names the nearest, not any.
    shades = [mixed(accent, "#000000", step / 100) for step in range(101)]
    with pytest.raises(NinefoldError, match="a contrast of only"):
        coloured(shades[shades.index(nearest) - 1])


@pytest.mark.parametrize("accent", ["teal", "#12345", "#1234567", "0d5c63", "#0d5c6g", "rgb(1,2,3)", "#0d5c63;}"])
def test_what_is_no_colour_is_refused(accent: str) -> None:
    with pytest.raises(NinefoldError, match="should be a colour of six digits like #0d5c63"):
        coloured(accent)
