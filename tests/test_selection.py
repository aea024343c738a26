"""What a listing shows: filters, orders, and words about filters that nothing can pass."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_portfolio.dates import first_day, last_day
from sphinx_portfolio.model import Evidence, Record, Reflection, Skill
from sphinx_portfolio.records import Index
from sphinx_portfolio.selection import SORTS, Selection, in_order, kind_of, unknown_values
from sphinx_portfolio.skills import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.newest


def evidence(name: str, docname: str = "work/one", **values: object) -> Evidence:
    title = str(values.pop("title", name.capitalize()))
    made = Evidence(docname, 1, name, name, title)
    return dataclasses.replace(made, **values)  # type: ignore[arg-type]


def reflection(name: str, *about: str, docname: str = "thoughts", **values: object) -> Reflection:
    made = Reflection(docname, 1, name, name, name.capitalize(), evidence=about)
    return dataclasses.replace(made, **values)  # type: ignore[arg-type]


RECORDS: tuple[Record, ...] = (
    evidence("course", kind="course", issuer="ACME", date="2025-03-21", skills=("networking",)),
    evidence("map", date="2025-03", skills=("Mapping", "teamwork"), featured=True),
    evidence("fair", "work/deep/two", kind="activity", issuer="Straße", date="2024"),
    evidence("plan", "workshop", issuer="acme", skills=("mapping (on my own)",)),
    reflection("first", "course", "map", date="2024-12", skills=("Networking",)),
    reflection("second", "map", model="kolb"),
)
CATALOGUE = Catalogue({"mapping": Skill("mapping", "Mapping", levels=("with help", "on my own"))})
INDEX = Index(RECORDS, CATALOGUE)
PAGES = ["index", "work/one", "work/deep/two", "workshop", "thoughts"]


def names(records: Iterable[Record]) -> list[str]:
    return [record.name for record in records]


def chosen(**filters: object) -> list[str]:
    """The names of what passes, in page order."""
    return names(Selection(**filters, sort="page").choose(INDEX))  # type: ignore[arg-type]


# -- filters


def test_without_a_filter_everything_passes() -> None:
    assert chosen() == names(RECORDS)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"kinds": ("course",)}, ["course"]),
        ({"kinds": ("artefact",)}, ["map", "plan"]),
        ({"kinds": ("kolb",)}, ["second"]),
        ({"kinds": ("activity", "star")}, ["fair", "first"]),
        # Words for a skill, as they may be written anywhere.
        ({"skills": ("networking",)}, ["course", "first"]),
        ({"skills": ("NETWORKING",)}, ["course", "first"]),
        ({"skills": ("mapping",)}, ["map", "plan", "second"]),
        ({"skills": ("Mapping (with help)",)}, ["map", "plan", "second"]),
        # "second" names no skill, and reflects on what shows two.
        ({"skills": ("teamwork", "networking")}, ["course", "map", "first", "second"]),
        ({"issuers": ("Acme",)}, ["course", "plan"]),
        ({"issuers": ("STRASSE",)}, ["fair"]),
        ({"issuers": ("ACME", "strasse")}, ["course", "fair", "plan"]),
        # A reflection is about what it cites.
        ({"evidence": ("course",)}, ["course", "first"]),
        ({"evidence": ("map",)}, ["map", "first", "second"]),
        ({"evidence": ("second",)}, []),
        ({"pages": ("work/one",)}, ["course", "map"]),
        ({"pages": ("workshop", "thoughts")}, ["plan", "first", "second"]),
        ({"folders": ("work",)}, ["course", "map", "fair"]),
        ({"folders": ("work/deep",)}, ["fair"]),
        ({"folders": ("",)}, names(RECORDS)),
        ({"folders": ("work/one",)}, []),
    ],
)
def test_a_filter_lets_pass_what_has_one_of_its_values(
    filters: dict[str, object], found: list[str]
) -> None:
    assert chosen(**filters) == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"kinds": ("artefact",), "skills": ("teamwork",)}, ["map"]),
        ({"skills": ("mapping",), "issuers": ("acme",)}, ["plan"]),
        ({"evidence": ("course", "map"), "pages": ("thoughts",)}, ["first", "second"]),
        ({"evidence": ("course", "map"), "folders": ("work",), "since": "2025"}, ["course", "map"]),
        ({"kinds": ("course",), "skills": ("mapping",)}, []),
        ({"issuers": ("acme",), "until": "2030"}, ["course"]),
        (
            {
                "kinds": ("course",), "skills": ("networking",), "issuers": ("acme",),
                "evidence": ("course",), "pages": ("work/one",), "folders": ("work",),
                "since": "2025-03", "until": "2025-03",
            },
            ["course"],
        ),
    ],
)  # fmt: skip
def test_a_record_has_to_pass_all_filters(filters: dict[str, object], found: list[str]) -> None:
    assert chosen(**filters) == found


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2025", "", ["2025", "2025-03", "2025-03-21"]),
        ("2025-03", "", ["2025", "2025-03", "2025-03-21"]),
        ("2025-03-21", "", ["2025", "2025-03", "2025-03-21"]),
        ("2025-03-22", "", ["2025", "2025-03"]),  # days of both are later
        ("2025-04", "", ["2025"]),
        ("2026", "", []),
        ("", "2024", ["2024-12-31"]),
        ("", "2025", ["2024-12-31", "2025", "2025-03", "2025-03-21"]),
        ("", "2025-02", ["2024-12-31", "2025"]),
        ("", "2025-03", ["2024-12-31", "2025", "2025-03", "2025-03-21"]),
        ("", "2025-03-20", ["2024-12-31", "2025", "2025-03"]),
        ("", "2025-03-21", ["2024-12-31", "2025", "2025-03", "2025-03-21"]),
        ("2024-12", "2025-02-28", ["2024-12-31", "2025"]),
        ("2025-03-21", "2025-03-21", ["2025", "2025-03", "2025-03-21"]),
        ("2026", "2024", []),
    ],
)
def test_a_date_counts_if_one_of_its_days_is_in_time(
    since: str, until: str, found: list[str]
) -> None:
    dates = ["2024-12-31", "2025", "2025-03", "2025-03-21", ""]
    index = Index(tuple(evidence(date or "undated", date=date) for date in dates))
    assert names(Selection(since=since, until=until, sort="page").choose(index)) == found


# -- order


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("page", ["course", "map", "fair", "plan", "first", "second"]),
        ("newest", ["course", "map", "first", "fair", "plan", "second"]),
        ("oldest", ["fair", "first", "map", "course", "plan", "second"]),
        ("featured", ["map", "course", "first", "fair", "plan", "second"]),
        ("title", ["course", "fair", "first", "map", "plan", "second"]),
        ("kind", ["fair", "map", "plan", "course", "second", "first"]),
        ("issuer", ["course", "plan", "fair", "first", "map", "second"]),
    ],
)
def test_every_order(sort: str, order: list[str]) -> None:
    assert names(in_order(RECORDS, sort)) == order
    assert names(Selection(sort=sort).choose(INDEX, "title")) == order


def test_there_is_an_order_for_each_name() -> None:
    assert set(SORTS) == {"featured", "newest", "oldest", "title", "kind", "issuer", "page"}


def test_a_listing_has_its_own_order_unless_another_is_asked_for() -> None:
    assert names(Selection().choose(INDEX)) == names(in_order(RECORDS, "newest"))
    assert names(Selection().choose(INDEX, "title")) == names(in_order(RECORDS, "title"))


def test_what_is_equal_comes_by_title_then_by_name() -> None:
    same = [evidence(name, title=title) for name, title in (("c", "b"), ("b", "A"), ("a", "B"))]
    for sort in SORTS:
        order = ["c", "b", "a"] if sort == "page" else ["b", "a", "c"]
        assert names(in_order(same, sort)) == order


@pytest.mark.parametrize("asked", [("map", "course"), ("course", "map"), ("plan", "fair", "map")])
def test_named_evidence_comes_in_the_order_of_the_names(asked: tuple[str, ...]) -> None:
    found = Selection(evidence=asked).choose(INDEX)
    assert tuple(r.name for r in found if isinstance(r, Evidence)) == asked


def test_a_reflection_stands_with_the_first_of_its_evidence_that_is_named() -> None:
    found = Selection(evidence=("fair", "map", "course")).choose(INDEX)
    assert names(found) == ["fair", "map", "first", "second", "course"]


def test_another_order_may_be_asked_for_named_evidence() -> None:
    found = Selection(evidence=("map", "course"), kinds=("course", "artefact"), sort="newest")
    assert names(found.choose(INDEX)) == ["course", "map"]


# -- values that nothing has


@pytest.mark.parametrize(
    ("filters", "option", "value", "known"),
    [
        ({"kinds": ("cours",)}, "kind", "cours", "course"),
        ({"kinds": ("stra",)}, "kind", "stra", "star"),
        ({"skills": ("maping",)}, "skills", "maping", "mapping"),
        ({"skills": ("Networking", "net")}, "skills", "net", "networking"),
        ({"issuers": ("ACNE",)}, "issuer", "ACNE", "ACME"),
        ({"evidence": ("coarse",)}, "evidence", "coarse", "course"),
        ({"evidence": ("first",)}, "evidence", "first", "map"),  # a reflection is no evidence
        ({"pages": ("work/on",)}, "page", "work/on", "work/one"),
        ({"folders": ("wrk",)}, "under", "wrk", "work"),
        ({"folders": ("work/one",)}, "under", "work/one", "work/deep"),
    ],
)
def test_a_value_that_nothing_has_is_told_with_those_that_there_are(
    filters: dict[str, tuple[str, ...]], option: str, value: str, known: str
) -> None:
    selection = Selection(**filters)  # type: ignore[arg-type]
    ((said, wrong, there_are),) = unknown_values(selection, INDEX, ["course", "star"], PAGES)
    assert (said, wrong) == (option, value)
    assert known in set(there_are)


def test_values_that_something_has_are_not_told() -> None:
    fine = Selection(
        kinds=("course", "kolb", "assessment"),  # used, used, only configured
        skills=("NetWorking", "mapping (on my own)", "Teamwork"),
        issuers=("acme", "STRASSE"),
        evidence=("course", "map"),
        pages=("index", "workshop"),  # a page without any item
        folders=("", "work", "work/deep"),
        since="1999",
        until="1999",
    )
    assert not list(unknown_values(fine, INDEX, ["assessment"], PAGES))


def test_a_skill_of_the_catalogue_that_nothing_shows_yet_is_known() -> None:
    index = Index((), CATALOGUE)
    assert not list(unknown_values(Selection(skills=("mapping",)), index, [], []))


def test_every_wrong_value_is_told() -> None:
    wrong = Selection(
        kinds=("x", "y"), skills=("x",), issuers=("x",), evidence=("x",), pages=("x",), folders=("x",)
    )  # fmt: skip
    told = [(option, value) for option, value, _known in unknown_values(wrong, INDEX, [], PAGES)]
    assert told == [
        ("kind", "x"), ("kind", "y"), ("skills", "x"), ("issuer", "x"), ("evidence", "x"),
        ("page", "x"), ("under", "x"),
    ]  # fmt: skip


# -- what holds for all records and filters

KINDS = ["course", "artefact", "project"]
SKILLS = ["networking", "Networking", "mapping", "Mapping (with help)", "teamwork"]
ISSUERS = ["ACME", "acme", "Straße", "School"]
FOLDERS = ["", "work", "work/deep"]
NAMES = [f"item{n}" for n in range(6)]
DATES = st.one_of(
    st.just(""),
    st.dates().flatmap(lambda day: st.sampled_from([day.isoformat()[:n] for n in (4, 7, 10)])),
    st.sampled_from(["2024", "2024-12", "2024-12-31", "2025", "2025-01", "2025-01-01"]),
)
COMMON = {
    "docname": st.sampled_from(PAGES),
    "line": st.just(1),
    "name": st.sampled_from(NAMES),
    "anchor": st.sampled_from(NAMES),
    "title": st.text(max_size=4),
    "date": DATES,
    "skills": st.lists(st.sampled_from(SKILLS), max_size=3).map(tuple),
}
RECORD = st.one_of(
    st.builds(
        Evidence,
        **COMMON,
        kind=st.sampled_from(KINDS),
        issuer=st.sampled_from(["", *ISSUERS]),
        featured=st.booleans(),
    ),
    st.builds(
        Reflection,
        **COMMON,
        model=st.sampled_from(["star", "kolb"]),
        evidence=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
    ),
)
RECORD_LISTS = st.lists(RECORD, max_size=12).map(tuple)


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2).map(tuple)


FILTERS: dict[str, st.SearchStrategy[object]] = {
    "kinds": some([*KINDS, "star", "kolb"]),
    "skills": some(SKILLS),
    "issuers": some(ISSUERS),
    "evidence": some(NAMES),
    "pages": some(PAGES),
    "folders": some(FOLDERS),
    "since": DATES,
    "until": DATES,
}
SELECTION = st.builds(Selection, **FILTERS, sort=st.sampled_from(["", *SORTS]))


def identities(records: Iterable[Record]) -> Counter[int]:
    return Counter(map(id, records))


@given(RECORD_LISTS, SELECTION)
def test_what_is_chosen_is_some_of_the_records_each_once(
    records: tuple[Record, ...], selection: Selection
) -> None:
    index = Index(records, CATALOGUE)
    found = selection.choose(index)
    assert identities(found) <= identities(index.records)
    in_page_order = dataclasses.replace(selection, sort="page").choose(index)
    remaining = iter(index.records)
    assert all(any(one is record for one in remaining) for record in in_page_order)


@given(RECORD_LISTS, SELECTION)
def test_filters_may_be_asked_in_any_order(
    records: tuple[Record, ...], selection: Selection
) -> None:
    """All at once let pass what passes one after the other, from the first or from the last."""
    index = Index(records, CATALOGUE)
    together = identities(selection.choose(index))
    for order in (list(FILTERS), list(reversed(FILTERS))):
        left = index.records
        for name in order:
            one = Selection(sort="page", **{name: getattr(selection, name)})
            left = tuple(one.choose(Index(left, CATALOGUE)))
        assert identities(left) == together


@given(RECORD_LISTS, SELECTION, st.sampled_from(list(FILTERS)))
def test_a_filter_more_never_lets_pass_more(
    records: tuple[Record, ...], selection: Selection, name: str
) -> None:
    index = Index(records, CATALOGUE)
    without = dataclasses.replace(selection, **{name: type(getattr(selection, name))()})
    assert identities(selection.choose(index)) <= identities(without.choose(index))


@given(RECORD_LISTS, SELECTION, st.sampled_from(["kinds", "skills", "issuers", "pages", "folders"]))
def test_a_value_more_never_lets_pass_less(
    records: tuple[Record, ...], selection: Selection, name: str
) -> None:
    values = getattr(selection, name)
    if len(values) < 2:
        return
    index = Index(records, CATALOGUE)
    fewer = dataclasses.replace(selection, **{name: values[:1]})
    assert identities(fewer.choose(index)) <= identities(selection.choose(index))


@given(RECORD_LISTS, DATES.filter(bool))
def test_since_and_until_leave_out_only_what_is_on_the_other_side(
    records: tuple[Record, ...], day: str
) -> None:
    index = Index(records)
    since = identities(Selection(since=day).choose(index))
    until = identities(Selection(until=day).choose(index))
    for record in index.records:
        assert (id(record) in since or id(record) in until) == bool(record.date)
        if id(record) in since and id(record) in until:  # they share a day
            assert first_day(record.date) <= last_day(day)
            assert last_day(record.date) >= first_day(day)


@pytest.mark.parametrize("sort", SORTS)
@given(records=RECORD_LISTS)
def test_an_order_loses_and_doubles_nothing(sort: str, records: tuple[Record, ...]) -> None:
    ordered = in_order(records, sort)
    assert identities(ordered) == identities(records)
    assert in_order(ordered, sort) == ordered
    if sort != "page":  # it does not matter where the records come from
        backwards = in_order(reversed(records), sort)
        keys = [(r.title.casefold(), r.name) for r in records]
        assert len(set(keys)) < len(keys) or backwards == ordered


@given(RECORD_LISTS)
def test_dates_go_down_or_up_and_undated_records_come_last(records: tuple[Record, ...]) -> None:
    for sort in ("newest", "oldest"):
        dates = [record.date for record in in_order(records, sort)]
        dated = [date for date in dates if date]
        assert dates == dated + [""] * (len(dates) - len(dated))
        assert dated == sorted(dated, reverse=sort == "newest")


@given(RECORD_LISTS)
def test_groups_stay_together(records: tuple[Record, ...]) -> None:
    kinds = [kind_of(record) for record in in_order(records, "kind")]
    assert kinds == sorted(kinds)
    featured = [getattr(record, "featured", False) for record in in_order(records, "featured")]
    assert featured == sorted(featured, reverse=True)
    issuers = [getattr(record, "issuer", "").casefold() for record in in_order(records, "issuer")]
    assert issuers == sorted(issuers, key=lambda issuer: (not issuer, issuer))


@given(RECORD_LISTS, SELECTION)
def test_every_value_that_nothing_has_was_asked_for(
    records: tuple[Record, ...], selection: Selection
) -> None:
    options = {
        "kind": selection.kinds, "skills": selection.skills, "issuer": selection.issuers,
        "evidence": selection.evidence, "page": selection.pages, "under": selection.folders,
    }  # fmt: skip
    index = Index(records, CATALOGUE)
    for option, value, known in unknown_values(selection, index, KINDS, PAGES):
        assert value in options[option]
        assert value not in set(known)
        if option in {"kind", "issuer"}:  # then it lets nothing pass
            alone = Selection(**{f"{option}s": (value,)})  # type: ignore[arg-type]
            assert not alone.choose(index)
