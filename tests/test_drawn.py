"""Pictures of networks: nothing overlaps, nothing sticks out, and little moves."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_portfolio.contacts import Branch, Contact, Status
from sphinx_portfolio.drawn.measure import lines_of, width_of
from sphinx_portfolio.drawn.network import NARROW, WIDE, Words, network_picture
from sphinx_portfolio.drawn.picture import Box, Kind, Picture, overlapping
from sphinx_portfolio.drawn.svg import Look, svg_of

pytestmark = pytest.mark.newest

WORDS = Words(
    "Me",
    "Others",
    {status: status.value for status in Status},
    lambda number: f"and {number} more",
    lambda number: f"and {number} more branches",
)
#: How high a box with all its lines is, with the gap below it.
ROW = 90.0

# What reading takes out is not here.
letters = st.characters(exclude_categories=("Cs", "Cc", "Cn"))
titles = st.text(letters, min_size=1, max_size=60).map(str.strip).filter(bool) | st.sampled_from(
    ["Lecturer", "W" * 40, "Careers fair recruiters of the whole province", "王小明", "مدرّس الويب"]
)
contacts = st.builds(
    lambda role, organisation, status: Contact(
        "page", 1, role=role, organisation=organisation, status=status
    ),
    titles,
    st.just("") | titles,
    st.sampled_from(Status),
)
networks = st.lists(
    st.builds(Branch, titles, st.lists(contacts, max_size=8).map(tuple)), min_size=1, max_size=18
)


def network(count: int, branches: int) -> list[Branch]:
    """So many contacts, on so many branches in turn."""
    made = [
        Contact("page", n, role=f"Contact {n}", organisation="Example Works" * (n % 3 == 0))
        for n in range(count)
    ]
    return [Branch(f"Branch {b}", tuple(made[b::branches])) for b in range(branches)]


def check(picture: Picture) -> None:
    """No two boxes cover each other, and all is in the picture, labels also in their boxes."""
    assert overlapping(picture.boxes) == []
    for box in picture.boxes:
        assert 0 <= box.x <= box.x + box.width <= picture.width
        assert 0 <= box.y <= box.y + box.height <= picture.height
        for label in box.labels if box.kind is not Kind.SAMPLE else ():
            half = width_of(label.words, label.size, bold=label.is_bold) / 2
            assert 0 <= label.x - half <= label.x + half <= box.width + 0.01
            assert label.size * 0.7 < label.y < box.height
    for line in picture.lines:
        assert 0 <= min(line.x, line.to_x) <= max(line.x, line.to_x) <= picture.width
        assert 0 <= min(line.y, line.to_y) <= max(line.y, line.to_y) <= picture.height


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("count", [0, 1, 3, 14, 40, 150, 5000])
@pytest.mark.parametrize("branches", [1, 2, 5, 40])
def test_pictures_of_every_size(count: int, branches: int, narrow: bool) -> None:
    picture = network_picture(network(count, branches), WORDS, narrow=narrow)
    check(picture)
    assert picture.width <= (NARROW if narrow else WIDE)
    assert picture.height < (5000 if narrow else 1300)


@pytest.mark.parametrize("narrow", [False, True])
@settings(max_examples=25, deadline=None)
@given(branches=networks)
def test_nothing_overlaps_whatever_people_are_called(branches: list[Branch], narrow: bool) -> None:
    picture = network_picture(branches, WORDS, narrow=narrow)
    check(picture)
    ET.fromstring(svg_of(picture, "A map & more"))


def test_what_is_not_drawn_is_counted() -> None:
    branches = network(150, 4)
    picture = network_picture(branches, WORDS)
    drawn = sum(box.kind is Kind.CONTACT for box in picture.boxes)
    more = [box.labels[0].words for box in picture.boxes if box.kind is Kind.MORE]
    assert drawn + sum(int(words.split()[1]) for words in more) == 150
    assert not picture.is_whole
    assert network_picture(network(14, 4), WORDS).is_whole


def places(picture: Picture) -> dict[str, tuple[float, float]]:
    """Where each contact stands, as seen from the owner."""
    owner = next(box for box in picture.boxes if box.kind is Kind.OWNER)
    return {
        box.labels[0].words: (box.x - owner.x, box.y - owner.y)
        for box in picture.boxes
        if box.kind in {Kind.CONTACT, Kind.BRANCH}
    }


@settings(max_examples=30, deadline=None)
@given(
    count=st.integers(1, 150),
    branches=st.integers(2, 8),
    data=st.data(),
)
def test_one_more_contact_moves_little(count: int, branches: int, data: st.DataObject) -> None:
    before = network(count, branches)
    at = data.draw(st.integers(0, branches - 1))
    place = data.draw(st.integers(0, len(before[at].contacts)))
    new = Contact("page", 0, role="Somebody new", organisation="Example Works")
    after = list(before)
    old = before[at].contacts
    after[at] = replace(before[at], contacts=(*old[:place], new, *old[place:]))
    first, second = network_picture(before, WORDS), network_picture(after, WORDS)
    was, now = places(first), places(second)
    # Where all fit, others make half of its room above and half below; where they do not, one or
    # two go that stood last.
    most = ROW / 2 if first.is_whole and second.is_whole else 2 * ROW
    for words in was.keys() & now.keys():
        assert abs(was[words][0] - now[words][0]) < 0.01
        assert abs(was[words][1] - now[words][1]) <= most


def test_the_same_network_gives_the_same_picture() -> None:
    assert svg_of(network_picture(network(30, 5), WORDS), "") == svg_of(
        network_picture(network(30, 5), WORDS), ""
    )


def test_a_status_is_said_by_outline_and_by_word() -> None:
    branches = [
        Branch("Work", tuple(Contact("page", 1, role=s.name, status=s) for s in Status)),
    ]
    picture = network_picture(branches, WORDS)
    boxes = {box.status: box for box in picture.boxes if box.kind is Kind.CONTACT}

    def words(box: Box) -> list[str]:
        return [label.words for label in box.labels]

    assert words(boxes[Status.PLANNED]) == ["PLANNED", "planned"]
    assert words(boxes[Status.QUIET]) == ["QUIET", "quiet"]
    legend = [box for box in picture.boxes if box.kind is Kind.SAMPLE]
    assert [words(box) for box in legend] == [["in touch"], ["planned"], ["quiet"]]
    svg = svg_of(picture, "", look=Look("#0b6e6e", "#e3f1ef"))
    assert 'stroke-dasharray="5 4"' in svg
    assert 'stroke-dasharray="1.5 3.5"' in svg


def test_words_of_others_are_text_in_svg() -> None:
    branches = [Branch("<b>", (Contact("page", 1, role="</text><script>alert(1)</script>"),))]
    svg = svg_of(network_picture(branches, WORDS), '"><script>')
    assert "<script" not in svg
    ET.fromstring(svg)


@settings(max_examples=100, deadline=None)
@given(words=st.text(max_size=80), width=st.integers(30, 200), most=st.integers(1, 3))
def test_lines_fit_and_say_all_or_show_that_they_do_not(words: str, width: int, most: int) -> None:
    lines = lines_of(words, width, 13, most)
    assert len(lines) <= most
    for line in lines:
        assert width_of(line, 13) <= width or len(line) <= 4
    said, wanted = "".join("".join(lines).split()), "".join(words.split())
    assert said == wanted or said.endswith("…")
