"""Bad input costs one clear warning, at its line, and not a word of the owner's."""

from __future__ import annotations

import io
import re
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pikepdf
import pillow_heif
import pytest
from PIL import Image
from project import picture
from sphinx_portfolio.reading import file_options
from sphinx_portfolio.warnings import WarningType
from test_recordings import recorded

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import Tag
    from project import Project, Result

pytestmark = pytest.mark.newest


def acting() -> bytes:
    """A PDF that runs a script when it is opened."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(298, 420))
    made.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
    )
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def heic() -> bytes:
    """A photo as a telephone saves it."""
    data = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "ivory")).save(data)
    return data.getvalue()


FILES: dict[str, str | bytes] = {
    "a.png": picture(),
    "broken.png": picture(300, 300)[:-40],
    "words.png": b"these are words",
    "empty.png": b"",
    "laughs.svg": '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    '<svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>',
    "folder/x.txt": "x",
    "cv.html": "<p>Hello</p>",
    "acting.pdf": acting(),
    "acting.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>',
    "photo.heic": heic(),
    "talk.mp4": recorded("mp4", "h264"),
    "old.mp4": recorded("mp4", "mpeg4"),
}
#: Packages that are not installed in some cases.
ABSENT = {
    "package that is not installed": "pillow_heif",
    "video without a picture": "av",
}


def evidence(*options: str, title: str = "My course", body: str = "My words.") -> str:
    lines = "\n".join(options)
    return f"# Page\n\n```{{evidence}} {title}\n{lines}\n\n{body}\n```\n"


def star(body: str, *options: str) -> str:
    lines = "".join(f"{option}\n" for option in options)
    return f"# Page\n\n```{{star-reflection}} My thoughts\n{lines}\n{body}\n```\n"


def about(*options: str, view: str = "evidence-table") -> str:
    """One piece of evidence and, from line 12 on, a listing."""
    item = evidence(":name: course", ":kind: course", ":issuer: ACME", ":skills: networking")
    lines = "\n".join(options)
    return f"{item}\n```{{{view}}} My *list*\n{lines}\n\nWords on my list.\n```\n"


WHOLE = "**Situation:** one\n\n**Task:** two\n\n**Action:** three\n\n**Result:** four"

# name: (page, line of the warning, its type, words it must hold, words the page must still show)
CASES: dict[str, tuple[str, int, str, list[str], list[str]]] = {
    "no title": (
        evidence(title=""), 3, "missing_title", ["no title"], ["Artefact", "My words."],
    ),
    "code in a title behind backticks": (
        evidence(":kind: course", title="My `for` loop"), 3, "code_in_title", ["':::'"],
        ["loop", "My words."],
    ),
    "malformed name": (
        evidence(":kind: course", ":name: my course!"), 5, "bad_name",
        ["my course!", "'my-course'", "letters, digits and hyphens"], ["My words."],
    ),
    "duplicate name": (
        evidence(":name: x", title="One") + evidence(":name: X", title="Two")[8:], 8,
        "duplicate_name", ["'x'", "index.md:3", ":name:"], ["One", "Two"],
    ),
    "unknown kind": (
        evidence(":kind: cours"), 4, "unknown_kind",
        ["'cours'", "'course'", "portfolio_kinds"], ["cours"],
    ),
    "unknown option": (
        evidence(":issuerr: ACME"), 4, "unknown_option",
        ["':issuerr:'", "'issuer'"], ["issuerr", "ACME"],
    ),
    "words for a date": (
        evidence(":date: last spring"), 4, "bad_date",
        ["last spring", "2025-03-21"], ["last spring"],
    ),
    "no such day": (
        evidence(":date: 2025-02-30"), 4, "bad_date", ["no day 30"], ["2025-02-30"],
    ),
    "expires before it starts": (
        evidence(":date: 2025-03-21", ":expires: 2025-02"), 5, "expires_before_date",
        ["2025-02", "2025-03-21"], ["February 2025", "21 March 2025"],
    ),
    "missing file": (
        evidence(":file: A.png", ":alt: x"), 4, "missing_file",
        ["no such file", "'a.png'"], ["A.png", "My words."],
    ),
    "backslashes": (
        evidence(":file: folder\\x.txt"), 4, "missing_file", ["'/'"], ["folder\\x.txt"],
    ),
    "file outside": (
        evidence(":file: ../outside/outside.txt"), 4, "file_outside",
        ["outside", "Copy it"], ["../outside/outside.txt"],
    ),
    "link to a file outside": (
        evidence(":file: link.png", ":alt: x"), 4, "file_outside", ["outside"], ["link.png"],
    ),
    "file through a link to a folder outside": (
        evidence(":file: linked/outside.txt"), 4, "file_outside", ["outside"],
        ["linked/outside.txt"],
    ),
    "folder": (evidence(":file: folder"), 4, "bad_file", ["folder", "one file"], ["folder"]),
    "empty file": (evidence(":file: empty.png", ":alt: x"), 4, "bad_file", ["empty"], ["empty.png"]),
    "broken picture": (
        evidence(":file: broken.png", ":alt: x"), 4, "bad_file", ["not a whole picture"],
        ["broken.png"],
    ),
    "no picture at all": (
        evidence(":file: words.png", ":alt: x"), 4, "bad_file", ["not a whole picture"],
        ["words.png"],
    ),
    "billion laughs": (
        evidence(":file: laughs.svg", ":alt: x"), 4, "bad_file", ["too complicated", "PNG"],
        ["laughs.svg"],
    ),
    "web page for a file": (
        evidence(":file: cv.html"), 4, "unsafe_file", ["act in a reader's browser", "PDF"],
        ["cv.html", "My words."],
    ),
    "PDF with a script": (
        evidence(":file: acting.pdf", ":alt: x"), 4, "unsafe_file", ["script", "left out"],
        ["acting.pdf", "My words."],
    ),
    "drawing with a script": (
        evidence(":file: acting.svg", ":alt: Seen"), 4, "unsafe_svg", ["script", "left out"],
        ["Seen", "My words."],
    ),
    "package that is not installed": (
        evidence(":file: photo.heic", ":alt: x"), 4, "missing_package",
        ["pip install pillow-heif"], ["photo.heic", "My words."],
    ),
    "video without a picture": (
        evidence(":file: talk.mp4", ":alt: x"), 4, "missing_poster", [":poster:", "pip install av"],
        ["talk.mp4", "My words."],
    ),
    "video that browsers do not play": (
        evidence(":file: old.mp4", ":alt: x"), 4, "unplayable", ["'old.mp4'", "MP4"],
        ["old.mp4", "My words."],
    ),
    "broken picture in the text": (
        evidence(body="My words.\n\n![Seen](broken.png)"), 8, "unreadable_picture",
        ["'broken.png'", "it is cut short"], ["Seen", "My words."],
    ),
    "broken picture beside the text": (
        evidence() + "\n![Seen](broken.png)\n", 9, "unreadable_picture",
        ["'broken.png'", "it is cut short"], ["Seen", "My words."],
    ),
    "web page in the text": (
        evidence() + "\n[Mine](cv.html)\n", 9, "unsafe_file",
        ["'cv.html'", "act in a reader's browser"], ["Mine", "My words."],
    ),
    "PDF with a script in the text": (
        evidence() + "\n{download}`Mine <acting.pdf>`\n", 9, "unsafe_file",
        ["'acting.pdf'", "script"], ["Mine", "My words."],
    ),
    "drawing with a script in the text": (
        evidence() + "\n![Seen](acting.svg)\n", 9, "unsafe_svg",
        ["'acting.svg'", "script"], ["Seen", "My words."],
    ),
    "picture that is outside in the text": (
        evidence() + "\n![Seen](linked/outside.png)\n", 9, "unreadable_picture",
        ["outside the folder"], ["Seen", "My words."],
    ),
    "file that is outside in the text": (
        evidence() + "\n{download}`Mine <linked/outside.txt>`\n", 9, "unreadable_picture",
        ["outside the folder"], ["Mine", "My words."],
    ),
    "address for a file": (
        evidence(":file: https://example.org/a.png"), 4, "bad_file", [":url:"],
        ["https://example.org/a.png"],
    ),
    "script for an address": (
        evidence(":url: javascript:alert(1)"), 4, "bad_url", ["https://"], ["javascript:alert(1)"],
    ),
    "half an address": (
        evidence(":url: www.example.org/x"), 4, "bad_url", ["https://"], ["www.example.org/x"],
    ),
    "malformed address": (
        evidence(":url: 'https://[::1/x'"), 4, "bad_url", ["https://"], ["https://[::1/x"],
    ),
    "no alternative text": (
        evidence(":file: a.png"), 4, "missing_alt", [":alt:"], ["My course", "My words."],
    ),
    "bad width": (
        evidence(":file: a.png", ":alt: x", ":width: wide; color: red"), 6, "bad_width",
        ["80%"], ["My words."],
    ),
    "bad align": (
        evidence(":file: a.png", ":alt: x", ":align: middle"), 6, "bad_align",
        ["left, center or right"], ["My words."],
    ),
    "an option without its second colon": (
        evidence(":issuer ACME"), 4, "option_form", ["':issuer ACME'", "both sides"], ["ACME"],
    ),
    "a line that only looks like an option": (
        evidence(":) It was fun."), 4, "option_form", [":) It was fun."], [":) It was fun."],
    ),
    "an option below the text": (
        evidence(body="My words.\n\n:issuer: ACME"), 8, "misplaced_option",
        ["':issuer:'", "Move it up"], ["Issued by", "ACME", "My words."],
    ),
    "an option twice": (
        evidence(":issuer: ACME", ":issuer: Other"), 5, "repeated_option",
        ["':issuer:'", "line 4"], ["ACME", "Other"],
    ),
    "options that are no YAML": (
        evidence("---", "issuer: ACME: one", "---"), 5, "bad_yaml", ["quotation marks"],
        ["ACME: one"],
    ),
    "alternative text of nothing": (
        evidence(":kind: course", ":alt: My alternative"), 5, "unused_option", ["':alt:'", ":file:"],
        ["My alternative"],
    ),
    "a skill without letters": (
        evidence(":skills: ++, networking"), 4, "bad_skill", ["'++'"], ["++", "Networking"],
    ),
    "a character that nobody sees": (
        evidence(body="My\x0bwords."), 6, "control_character", ["vertical tab"], ["My words."],
    ),
    "unknown model": (
        f"# P\n\n```{{reflection}} R\n:model: starl\n\n{WHOLE}\n```\n", 4, "unknown_model",
        ["'starl'", "'star-l'"], ["one", "four"],
    ),
    "missing part": (
        star(WHOLE.replace("**Task:** two\n\n", "")), 3, "missing_part",
        ["'Task'", "STAR", "**Task:**"], ["one", "three", "four"],
    ),
    "no parts at all": (star("Just words."), 3, "missing_part", ["**Situation:**"], ["Just words."]),
    "empty part": (
        star(WHOLE.replace(" two", "")), 7, "empty_part", ["'Task'"], ["Task", "three"],
    ),
    "repeated part": (
        star(WHOLE + "\n\n**Action:** five"), 13, "repeated_part", ["'Action'"], ["three", "five"],
    ),
    "part out of order": (
        star("**Task:** two\n\n**Situation:** one\n\n**Action:** three\n\n**Result:** four"),
        7, "part_order", ["'Situation'", "'Task'"], ["one", "two"],
    ),
    "unknown part": (
        star("**Aftermath:** five\n\n" + WHOLE), 5, "unknown_part", ["'Aftermath'", "STAR"],
        ["four", "Aftermath:", "five"],
    ),
    "two parts in one": (
        star("**Situation:** one\n\n**Task & Action:** two\n\n**Result:** four"), 7, "merged_part",
        ["'Task & Action'", "'Task' and 'Action'"], ["Task & Action", "two", "four"],
    ),
    "part of another model": (
        star(WHOLE + "\n\n**Reflection:** five"), 13, "part_of_other_model",
        ["'Reflection'", ":model: starr"], ["four", "Reflection", "five"],
    ),
    "misspelt part": (
        star(WHOLE + "\n\n**Resullt:** five"), 13, "unknown_part", ["'Result'"], ["five"],
    ),
    "reflection on nothing known": (
        evidence(":name: course") + star(WHOLE, ":skills: x", ":evidence: coarse")[8:], 10,
        "unknown_evidence", ["'coarse'", "'course'"], ["coarse"],
    ),
    "role to nothing known": (
        evidence(":name: course") + "\n{evidence}`curse`\n", 9,
        "unknown_evidence", ["'curse'", "'course'"], ["curse"],
    ),
    "role of the wrong type": (
        evidence(":name: course") + "\n{reflection}`course`\n", 9,
        "unknown_reflection", ["'course'", "evidence"], ["course"],
    ),
    "unknown skill": (
        evidence(":skills: networking") + "\n{skill}`netwroking`\n", 9,
        "unknown_skill", ["'netwroking'", "'networking'"], ["netwroking"],
    ),
    "unknown option of a listing": (
        about(":limt: 3"), 13, "unknown_option", ["':limt:'", "'limit'", "evidence-table"],
        ["limt", "3", "My list", "Words on my list.", "ACME"],
    ),
    "option of another listing": (
        about(":months: 3"), 13, "unknown_option", ["':months:'", "evidence-table"], ["months"],
    ),
    "listing of an unknown branch": (
        about(":limit: 3", ":branch: Industrie", view="follow-ups")
        + "\n```{network-map} Map\n- Industry\n  - A recruiter\n```\n",
        14, "unknown_filter", ["':branch:'", "'Industrie'", "'Industry'"],
        ["Nothing passes these filters: branch Industrie.", "Words on my list."],
    ),
    "map without contacts": (
        "# Page\n\n```{network-map} My map\n\nMy words.\n```\n", 3, "bad_contact",
        ["no contacts", "list of branches"], ["My map", "My words."],
    ),
    "listing of an unknown kind": (
        about(":limit: 3", ":kind: cuorse"), 14, "unknown_filter", ["':kind:'", "'cuorse'", "'course'"],
        ["Nothing passes these filters: kind cuorse.", "Words on my list."],
    ),
    "listing of an unknown model": (
        about(":kind: course, gibs", view="portfolio-timeline"), 13, "unknown_filter",
        ["':kind:'", "'gibs'", "'gibbs'", "portfolio-timeline"], ["ACME"],
    ),
    "listing of an unknown skill": (
        about(":skills: netwroking"), 13, "unknown_filter",
        ["':skills:'", "'netwroking'", "'networking'"],
        ["Nothing passes these filters: skills netwroking."],
    ),
    "listing of an unknown issuer": (
        about(":issuer: ACNE"), 13, "unknown_filter", ["':issuer:'", "'ACNE'", "'ACME'"],
        ["Nothing passes"],
    ),
    "listing of unknown evidence": (
        about(":evidence: course, coarse", view="evidence-gallery"), 13, "unknown_filter",
        ["':evidence:'", "'coarse'", "'course'", "evidence-gallery"], ["My course"],
    ),
    "listing of an unknown page": (
        about(":page: indxe.md"), 13, "unknown_filter", ["':page:'", "'indxe'", "'index'"],
        ["Nothing passes these filters: page indxe.md."],
    ),
    "listing of an unknown folder": (
        about(":under: elsewhere"), 13, "unknown_filter", ["':under:'", "'elsewhere'"],
        ["Nothing passes these filters: under elsewhere."],
    ),
    "listing in an unknown order": (
        about(":sort: newset"), 13, "unknown_filter", ["':sort: newset'", "'newest'"], ["ACME"],
    ),
    "listing in an order like none": (
        about(":sort: zzz"), 13, "unknown_filter", ["featured", "oldest", "page"], ["ACME"],
    ),
    "words for a limit": (
        about(":limit: a few"), 13, "bad_limit", ["':limit: a few'", "12", "all"], ["ACME"],
    ),
    "limit of nothing": (about(":limit: 0"), 13, "bad_limit", ["':limit: 0'"], ["ACME"]),
    "limit below nothing": (about(":limit: -3"), 13, "bad_limit", ["':limit: -3'"], ["ACME"]),
    "half a limit": (about(":limit: 2.5"), 13, "bad_limit", ["':limit: 2.5'"], ["ACME"]),
    "limit in another script": (about(":limit: ٣"), 13, "bad_limit", ["':limit: ٣'"], ["ACME"]),
    "limit without end": (
        about(f":limit: {'9' * 5000}"), 13, "bad_limit", ["':limit: 9"], ["ACME"],
    ),
    "words for months": (
        about(":months: two years", view="evidence-checklist"), 13, "bad_limit",
        ["':months: two years'"], ["ACME", "within the 24 months before"],
    ),
    "words for the first day": (
        about(":since: spring"), 13, "bad_date", ["':since: spring'", "2025-03-21"],
        ["ACME", "Words on my list."],
    ),
    "no such last day": (
        about(":until: 2025-02-30"), 13, "bad_date", ["':until: 2025-02-30'", "no day 30"], ["ACME"],
    ),
    "no such day of a check": (
        about(":on: 2025-13", view="evidence-checklist"), 13, "bad_date",
        ["':on: 2025-13'", "no month 13"], ["ACME"],
    ),
    "malformed name of a listing": (
        about(":name: my list!"), 13, "bad_name", ["'my-list'", "my list!"], ["My list", "ACME"],
    ),
    "name of a listing without letters": (
        about(":name: '!!'"), 13, "bad_name", ["letters, digits"], ["My list", "ACME"],
    ),
}  # fmt: skip


def build(project: Callable[..., Project], page: str, **config: object) -> Result:
    tree = project({"index.md": page, **FILES}, **config)
    outside = tree.root / "outside"
    outside.mkdir()
    (outside / "outside.txt").write_text("private")
    (outside / "outside.png").write_bytes(picture())
    (tree.source / "link.png").symlink_to(outside / "outside.png")
    (tree.source / "linked").symlink_to(outside)
    return tree.build()


@pytest.fixture(autouse=True)
def _packages(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let packages be absent where a case says so."""
    call = getattr(request.node, "callspec", None)
    if (package := ABSENT.get(call.params.get("case", "")) if call else None) is not None:
        monkeypatch.setitem(sys.modules, package, None)
        monkeypatch.setattr(
            file_options, "find_spec", lambda name: None if name == package else find_spec(name)
        )


@pytest.mark.parametrize("case", CASES)
def test_one_clear_warning_and_nothing_lost(project: Callable[..., Project], case: str) -> None:
    page, line, subtype, words, shown = CASES[case]
    result = build(project, page)
    assert len(result.warnings) == 1, result.warnings
    (warning,) = result.warnings
    assert warning.startswith(f"index.md:{line}: WARNING: ")
    assert warning.endswith(f"[portfolio.{subtype}]")
    for word in words:
        assert word in warning
    body = result.body("index.html")
    text = body.get_text() + "".join(str(image["alt"]) for image in body.find_all("img"))
    for word in shown:
        assert word in text
    published = [path.read_bytes() for path in result.outdir.rglob("*") if path.is_file()]
    assert b"private" not in published


def test_every_type_of_warning_is_tried() -> None:
    elsewhere = {
        "config", "unprintable_picture", "bad_catalogue", "encoding", "ambiguous_link",
        "changed_file", "bad_redaction", "carries_metadata", "leak_contact", "leak_number",
        "leak_name", "leak_place", "leak_secret", "weak_link", "unclear_access", "index_off", "page_like_index", "unknown_substitution",
        "misspelt_directive", "markup_form", "open_fence", "plain_markdown", "pale_accent",
        "not_typeset", "empty_pack", "pack_too_large",
    }  # fmt: skip
    assert {case[2] for case in CASES.values()} | elsewhere == {kind.value for kind in WarningType}


@pytest.mark.parametrize("case", CASES)
def test_every_warning_can_be_silenced(project: Callable[..., Project], case: str) -> None:
    page, _line, subtype, _words, _shown = CASES[case]
    result = build(project, page, suppress_warnings=[f"portfolio.{subtype}"])
    assert result.warnings == []


CONFIGURATIONS: dict[str, tuple[dict[str, object], list[str]]] = {
    "kinds no dictionary": ({"portfolio_kinds": ["award"]}, ["portfolio_kinds", "dictionary"]),
    "kind no name": ({"portfolio_kinds": {"My award": "x"}}, ["'My award'", "name"]),
    "kind no label": ({"portfolio_kinds": {"award": 3}}, ["'award'", "words"]),
    "date format": ({"portfolio_date_format": 3}, ["portfolio_date_format", "%-d %B %Y"]),
    "subtitle no text": ({"portfolio_subtitle": 7}, ["portfolio_subtitle", "one line"]),
    "picture no text": ({"portfolio_picture": 7}, ["portfolio_picture", "one line"]),
    "declaration no text": ({"portfolio_declaration": ["x"]}, ["portfolio_declaration", "one line"]),
    "json no yes or no": ({"portfolio_json": "no"}, ["portfolio_json", "True or False"]),
    "site builder unknown": ({"portfolio_site_builder": "htm"}, ["'dirhtml'", "'htm'"]),
    "site builder no text": ({"portfolio_site_builder": ["html"]}, ["portfolio_site_builder"]),
    "skills no list": ({"portfolio_skills": {"a": 1}}, ["portfolio_skills", "file names"]),
    "skills no file": ({"portfolio_skills": ["skils.yaml"]}, ["'skils.yaml'", "no such file"]),
    "owner no dictionary": ({"portfolio_owner": "Your Name"}, ["portfolio_owner", "dictionary"]),
    "owner without a name": ({"portfolio_owner": {"headline": "x"}}, ["'name'"]),
    "owner with an unknown key": (
        {"portfolio_owner": {"name": "x", "phon": "1"}}, ["'phon'", "'phone'"],
    ),
    "owner with half an address": (
        {"portfolio_owner": {"name": "x", "url": "example.org"}}, ["'example.org'", "https://"],
    ),
    "owner with a profile of words": (
        {"portfolio_owner": {"name": "x", "profiles": ["me"]}}, ["profile", "'network'"],
    ),
    "models no dictionary": ({"portfolio_reflection_models": 1}, ["dictionary"]),
    "model no dictionary": ({"portfolio_reflection_models": {"x": "y"}}, ["'x'", "parts"]),
    "no parts": ({"portfolio_reflection_models": {"x": {"parts": []}}}, ["at least one part"]),
    "part no label": ({"portfolio_reflection_models": {"x": {"parts": [{}]}}}, ["label of part 1"]),
    "two parts alike": (
        {"portfolio_reflection_models": {"x": {"parts": ["A", "a:"]}}}, ["two parts", "'a'"],
    ),
    "unknown key": (
        {"portfolio_reflection_models": {"x": {"parts": ["A"], "labels": 1}}}, ["'labels'"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CONFIGURATIONS)
def test_a_broken_value_in_conf_py_is_one_warning(
    project: Callable[..., Project], case: str
) -> None:
    config, words = CONFIGURATIONS[case]
    result = build(project, evidence(":kind: course"), **config)
    (warning,) = result.warnings
    assert "conf.py: portfolio_" in warning
    assert warning.endswith("[portfolio.config]")
    for word in words:
        assert word in warning
    assert result.article("index.html", "my-course")


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("skills:\n  - title: Networking\n    expected: many\n", 3, ["whole number", "'many'"]),
        ("skills:\n  - title: A\n  - title: a\n", 3, ["two skills have the id 'a'", "line 2"]),
        ("skills:\n  - titel: A\n", 2, ["titel", "title"]),
        ("skills:\n  - 'A\n", 2, []),
        ("", 1, ["empty"]),
        (b"skills:\n  - \0\n", 2, ["UTF-8"]),
    ],
)
def test_a_broken_catalogue_is_one_warning_at_its_line(
    project: Callable[..., Project], content: str | bytes, line: int, words: list[str]
) -> None:
    page = about(view="skills-matrix")
    tree = project({"index.md": page, "skills.yaml": content}, portfolio_skills=["skills.yaml"])
    result = tree.build()
    assert len(result.warnings) == 1, result.warnings
    (warning,) = result.warnings
    assert warning.startswith(f"skills.yaml:{line}: WARNING: ")
    assert warning.endswith("[portfolio.bad_catalogue]")
    for word in [*words, "The whole catalogue is left out."]:
        assert word in warning
    # The words of items are skills, as they are without a catalogue.
    assert "Networking" in result.body("index.html").find("table").get_text()


HOSTILE = "<b>bold</b> </script> & \" ' {{7*7}} \\textbf{x} $x$ %s %(x)s \\input{/etc/passwd}"


@pytest.mark.parametrize(
    "option",
    [
        "issuer",
        "credential-id",
        "skills",
        "alt",
        "caption",
        "kind",
        "date",
        "url",
        "file",
        "width",
        "align",
        "class",
        "name",
        "nonsense",
    ],
)
def test_markup_of_other_worlds_stays_text(project: Callable[..., Project], option: str) -> None:
    quoted = HOSTILE.replace("'", "''")
    options = {"file": "a.png", "alt": "x", option: f"'{quoted}'"}
    page = evidence(*(f":{key}: {value}" for key, value in options.items()))
    result = build(project, page, suppress_warnings=["portfolio", "myst"])
    assert result.warnings == []
    for path in ("index.html", "portfolio-skills.html", "portfolio-evidence.html"):
        if not (result.outdir / path).exists():
            continue
        body = result.body(path)
        assert not body.find("script")
        assert option == "caption" or not body.find("b")  # a caption may hold markup
        assert not [
            tag for tag in body.find_all(True) if any(k.startswith("on") for k in tag.attrs)
        ]
    # What is shown is shown as it was written.
    if option in {"issuer", "credential-id", "kind", "date", "url", "file", "nonsense"}:
        item = result.soup("index.html").find("article")
        assert item
        curly = str.maketrans("’‘“”", "''\"\"")
        assert HOSTILE in item.get_text().translate(curly)


LISTING_OPTIONS = (
    "name", "class", "kind", "skills", "issuer", "evidence", "page", "under", "since", "until",
    "sort", "limit", "months", "on", "branch", "nonsense",
)  # fmt: skip


@pytest.mark.parametrize(
    "view", ["evidence-gallery", "skills-matrix", "evidence-checklist", "follow-ups"]
)
@pytest.mark.parametrize("option", LISTING_OPTIONS)
def test_markup_of_other_worlds_stays_text_in_a_listing(
    project: Callable[..., Project], view: str, option: str
) -> None:
    quoted = HOSTILE.replace("'", "''")
    result = build(
        project, about(f":{option}: '{quoted}'", view=view), suppress_warnings=["portfolio", "myst"]
    )
    assert result.warnings == []
    body = result.body("index.html")
    _only_text(body)
    assert "Words on my list." in body.get_text()
    shown = {"kind", "skills", "issuer", "evidence", "page", "under", "nonsense"}
    days = {"evidence-checklist": {"months", "on"}, "follow-ups": {"on"}}.get(view, set())
    if option in shown | {"branch"} or (option in {"months", "on"} and option not in days):
        listing = body.find("div", class_="pf-listing-block")
        curly = str.maketrans("’‘“”", "''\"\"")
        assert HOSTILE in " ".join(listing.get_text().split()).translate(curly)


def test_markup_in_a_catalogue_stays_text(project: Callable[..., Project]) -> None:
    words = "</script><script>alert(1)</script> \"' onload=alert(1) <b>x</b> {{7*7}}"
    quoted = words.replace("'", "''")
    skill = "".join(f"    {key}: '{quoted}'\n" for key in ("title", "description", "group"))
    catalogue = (
        f"skills:\n  - id: networking\n{skill}    expected: 3\n"
        "    address: https://example.org/?a=1&b='x'\n"
    )
    # Ten items, so that the gallery has a form, with the skill in it.
    items = "".join(
        f"```{{evidence}} Item {n}\n:skills: networking{', other' * (n % 2)}\n```\n\n"
        for n in range(10)
    )
    listings = "".join(
        f"```{{{view}}}\n```\n\n"
        for view in (
            "evidence-gallery", "evidence-table", "skills-matrix", "portfolio-summary",
            "evidence-checklist",
        )
    )  # fmt: skip
    tree = project(
        {"index.md": f"# Page\n\n{items}{listings}", "skills.yaml": catalogue},
        portfolio_skills="skills.yaml",
        suppress_warnings=["portfolio.unknown_skill"],
    )
    result = tree.build()
    assert result.warnings == []
    for page in ("index.html", "portfolio-skills.html"):
        body = result.body(page)
        _only_text(body)
        assert words in " ".join(body.get_text().split())
    chip = result.body("index.html").find("button", value="networking")
    assert chip.get_text().startswith(words)


def _only_text(body: Tag) -> None:
    assert not body.find(["script", "b"])
    assert not [tag for tag in body.find_all(True) if any(k.startswith("on") for k in tag.attrs)]


def test_markup_in_a_title(project: Callable[..., Project]) -> None:
    title = "**Bold** `code` <b>x</b> & {{x}} \\$ [link](https://example.org) {abbr}`A (b)`"
    page = f"# P\n\n:::{{evidence}} {title}\n:name: x\n:::\n\n{{evidence}}`x` [](#x)\n"
    result = build(project, page)
    assert result.warnings == []
    article = result.article("index.html", "x")
    assert article.strong
    assert article.code
    link = result.soup("index.html").find_all("a", href="#x", class_="reference")
    assert [a.get_text() for a in link] == ["Bold code x & {{x}} $ link A"] * 2


NESTED = {
    "list": "# P\n\n- One\n\n  ```{evidence} Inner\n  :file: a.png\n  :alt: x\n\n  Words.\n  ```\n",
    "table": "# P\n\n````{list-table}\n* - One\n  - ```{evidence} Inner\n    :file: a.png\n    :alt: x\n\n    Words.\n    ```\n````\n",
    "evidence": "# P\n\n````{evidence} Outer\n:name: outer\n\n```{evidence} Inner\n:file: a.png\n:alt: x\n\nWords.\n```\n````\n",
    "reflection": "# P\n\n````{star-reflection} Outer\n\n" + WHOLE + "\n\n```{evidence} Inner\n:file: a.png\n:alt: x\n\nWords.\n```\n````\n",
    "card": "# P\n\n:::::{grid} 2\n::::{grid-item-card} A\n\n:::{evidence} Inner\n:file: a.png\n:alt: x\n\nWords.\n:::\n::::\n:::::\n",
    "quotation": "# P\n\n> ```{evidence} Inner\n> :file: a.png\n> :alt: x\n>\n> Words.\n> ```\n",
}  # fmt: skip


@pytest.mark.parametrize("place", NESTED)
def test_an_item_may_stand_anywhere(project: Callable[..., Project], place: str) -> None:
    result = build(project, NESTED[place])
    assert result.warnings == []
    article = result.article("index.html", "inner")
    assert article.figure
    assert "Words." in article.get_text()
    if place == "evidence":
        outer = result.article("index.html", "outer")
        assert "pf-with-figure" not in outer["class"]


def test_an_item_before_any_heading(project: Callable[..., Project]) -> None:
    result = build(project, "```{evidence} First\n```\n")
    assert not [w for w in result.warnings if "portfolio" in w]
    assert result.article("index.html", "first").h1


def test_thousands_of_items_on_one_page(project: Callable[..., Project]) -> None:
    page = "# P\n\n" + "\n".join(f"```{{evidence}} Item {n}\n```\n" for n in range(3000))
    result = build(project, page)
    assert result.warnings == []
    assert len(re.findall("<article", result.text("index.html"))) == 3000


def test_a_warning_about_an_included_file_names_that_file(project: Callable[..., Project]) -> None:
    tree = project(
        {
            "index.md": "# P\n\nWords.\n\n```{include} parts/one.txt\n```\n",
            "parts/one.txt": evidence(":kind: course", ":date: soon")[8:],
        }
    )
    (warning,) = tree.build().warnings
    assert warning.startswith("parts/one.txt:3: WARNING: ")


def test_nothing_reaches_tex_as_code(project: Callable[..., Project]) -> None:
    words = r"\input{/etc/passwd} \write18{ls} $x$ 100% #1 ^^5cinput ~ _ & {"
    options = [
        f":{option}: '{words}'"
        for option in (
            "name", "kind", "alt", "caption", "issuer", "date", "url", "credential-id", "skills",
            "nonsense",
        )
    ]  # fmt: skip
    page = evidence(*options, ":file: a.png", title=words, body="Words.")
    tree = project({"index.md": page, **FILES}, suppress_warnings=["portfolio"])
    result = tree.build("latex")
    assert result.warnings == []
    (source,) = result.outdir.glob("*.tex")
    text = source.read_text("utf-8")
    body = text[text.index(r"\begin{document}") :]
    for code in (r"\input{/etc", r"\write18", "$x$", "100%", "^^5c"):
        assert code not in body
    assert body.count(r"/etc/passwd") >= 7
