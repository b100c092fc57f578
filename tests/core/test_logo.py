"""The logo of an organisation: taken by what is in the file, and only if it does nothing but draw."""

from __future__ import annotations

import pytest

from ninefold.core.errors import NinefoldError
from ninefold.core.logo import LARGEST, PNG, PNG_BEGINS, SVG, read_logo

SVG_TAG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 90">'


def svg(inside: str, tag: str = SVG_TAG) -> bytes:
    return f"{tag}{inside}</svg>".encode()


def png(width: int, height: int) -> bytes:
    return PNG_BEGINS + b"\x00\x00\x00\x0dIHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x06\x00\x00\x00"


def test_a_picture_is_taken_with_its_size_whatever_its_name_would_be() -> None:
    logo = read_logo(png(480, 120))
    assert (logo.media_type, logo.width, logo.height, logo.content) == (PNG, 480, 120, png(480, 120))


def test_a_drawing_is_taken_with_the_size_of_its_field() -> None:
    logo = read_logo(svg('<path fill="url(#g)" d="M0 0h9"/>'))
    assert (logo.media_type, logo.width, logo.height) == (SVG, 300, 90)
    assert b"M0 0h9" in logo.content
    sized = '<svg xmlns="http://www.w3.org/2000/svg" width="120px" height="40">'
    assert (read_logo(svg("<g/>", sized)).width, read_logo(svg("<g/>", sized)).height) == (120, 40)


def test_what_a_drawing_program_notes_for_itself_is_left_out() -> None:
    own = (
        '<metadata><x:y xmlns:x="urn:x">secret</x:y></metadata><!-- by Ann -->'
        '<i:view xmlns:i="urn:inkscape" i:path="/home/ann"/>'
        '<g xmlns:i="urn:inkscape" i:label="Layer"><path d="M0 0"/></g>'
    )
    content = read_logo(svg(own)).content
    assert b"M0 0" in content
    assert not [word for word in (b"secret", b"Ann", b"ann", b"urn:", b"Layer") if word in content]


def test_what_points_into_the_file_itself_is_kept() -> None:
    inside = (
        '<style>.a{fill:url( "#g")}</style><linearGradient id="g"/><use xlink:href="#g"/><g clip-path="url(#c)"/>'
        "<rect style=\"fill:url('#g')\"/>"
    )
    content = read_logo(svg(inside)).content
    assert b'xlink:href="#g"' in content
    assert b"clip-path" in content


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<style>a{}<title/>@import url(http://elsewhere.example/a.css);</style>", "elsewhere"),
        ("<g>" * 9000 + "</g>" * 9000, "nested too deeply"),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>', "<script>"),
        ('<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="#a"/>', "<img>"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<g><g><a href='#x'/></g></g>", "<a>"),
        ("<animate attributeName='href' to='#a'/>", "<animate>"),
        ("<set attributeName='onload'/>", "<set>"),
        ("<image href='#a'/>", "<image>"),
        ("<g onload='x()'/>", "onload"),
        ("<g ONCLICK='x()'/>", "ONCLICK"),
        ("<use href='https://evil.example/#a'/>", "fetches from elsewhere, by href"),
        ("<use xlink:href='//evil.example/a.svg#a'/>", "fetches from elsewhere, by href"),
        ("<use href='data:image/svg+xml,a'/>", "fetches from elsewhere, by href"),
        ("<use href=' javascript:x()'/>", "fetches from elsewhere, by href"),
        ("<rect fill='url(https://evil.example/)'/>", "fetches from elsewhere, by fill"),
        ("<rect style='fill:URL( //evil.example)'/>", "fetches from elsewhere, by style"),
        ("<rect style='fill:u\\72l(//evil.example)'/>", "fetches from elsewhere, by style"),
        ("<g xml:base='https://evil.example/'/>", "fetches from elsewhere, by base"),
        ("<style>@import '//evil.example/a.css';</style>", "style fetches from elsewhere"),
        ("<style>.a{fill:url(//evil.example)}</style>", "style fetches from elsewhere"),
    ],
)
def test_a_drawing_that_may_do_more_than_draw_is_refused_and_told_why(inside: str, found: str) -> None:
    with pytest.raises(NinefoldError) as refusal:
        read_logo(svg(inside))
    assert found in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a", "neither a PNG nor an SVG"),
        (b"", "neither a PNG nor an SVG"),
        (b"<html><svg></svg></html>", "first element is not an svg"),
        (b"<svg></svg>", "first element is not an svg"),
        (svg("<g>"), "broken in line 1"),
        (svg("<g/>", '<svg xmlns="http://www.w3.org/2000/svg">'), "without a viewBox"),
        (svg("<g/>", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9">'), "without a viewBox"),
        (svg("<g/>").decode().encode("utf-16"), "neither a PNG nor an SVG"),
        (svg("\xff").decode().encode("latin-1"), "not in UTF-8"),
        (b'<!DOCTYPE s [<!ENTITY a "aaaa">]>' + svg("&a;"), "defines entities"),
        (png(0, 9), "broken, or more than 4000"),
        (png(4001, 9), "broken, or more than 4000"),
        (PNG_BEGINS, "broken, or more than 4000"),
        (svg("<g/>" * (LARGEST // 4)), "at most 64 KB"),
    ],
)
def test_a_file_that_is_no_logo_is_refused_and_told_what_would_be_right(content: bytes, said: str) -> None:
    with pytest.raises(NinefoldError, match=said):
        read_logo(content)
