"""The parts of a reflection, in all the ways people write them."""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser
from sphinx_portfolio.reading.account.parts import Found, find_parts
from sphinx_portfolio.reflection_models import MODELS

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.newest

SETTINGS: dict[str, Any] = {
    "myst_enable_extensions": ["deflist", "fieldlist", "dollarmath"],
    "doctitle_xform": False,
    "docinfo_xform": False,
    "report_level": 5,
    "myst_suppress_warnings": ["myst.header"],
}
NAMES = ["Situation", "Task", "Action", "Result"]
NUMBERS: list[int | None] = [0, 1, 2, 3]


def markdown(text: str) -> nodes.document:
    return publish_doctree(text, parser=Parser(), settings_overrides=SETTINGS)


def rest(text: str) -> nodes.document:
    return publish_doctree(text, settings_overrides={**SETTINGS, "myst_enable_extensions": []})


def parts_of(document: nodes.Element, model: str = "star") -> Found:
    return find_parts(document.children, MODELS[model], {}, MODELS.values())


def text_of(children: Sequence[nodes.Node]) -> str:
    """Read what a reader sees, in one line; line breaks are only white space."""
    root = nodes.Element("", *(child.deepcopy() for child in children))
    for raw in list(root.findall(nodes.raw)):
        words = html.unescape(re.sub(r"<[^<>]+>", " ", raw.astext()))
        raw.parent.replace(raw, nodes.Text(words if raw["format"] == "html" else "\n"))
    return " ".join(" ".join(child.astext() for child in root.children).split())


def read(found: Found) -> list[tuple[str, str]]:
    """List each label and what follows it, the introduction first and the tail last."""
    pieces = [*found.pieces, *found.tail]
    return [(text_of([piece.label]), text_of(piece.children)) for piece in pieces]


def indices(found: Found) -> list[int | None]:
    return [piece.index for piece in found.pieces[1:]]


def texts(found: Found) -> list[str]:
    return [text for _label, text in read(found)]


def sources(found: Found) -> list[list[str]]:
    """List what translators get: the source of each paragraph, by piece."""
    return [
        [child.rawsource for child in piece.children if isinstance(child, nodes.paragraph)]
        for piece in found.pieces
    ]


# -- every form, for all four parts

FORMS = {
    "on one line": "**{name}:** {text}\n\n",
    "colon outside": "**{name}**: {text}\n\n",
    "no space": "**{name}**:{text}\n\n",
    "underscores": "__{name}:__ {text}\n\n",
    "capitals": "**{NAME}:** {text}\n\n",
    "dash": "**{name}** – {text}\n\n",
    "hyphen": "**{name}** - {text}\n\n",
    "soft break": "**{name}:**\n{text}\n\n",
    "soft break, no colon": "**{name}**\n{text}\n\n",
    "two spaces": "**{name}:**  \n{text}\n\n",
    "backslash": "**{name}:**\\\n{text}\n\n",
    "html break": "**{name}:**<br>{text}\n\n",
    "separate": "**{name}:**\n\n{text}\n\n",
    "separate, no colon": "**{name}**\n\n{text}\n\n",
    "one paragraph": "**{name}:** {text}\n",
    "one paragraph, two spaces": "**{name}:** {text}  \n",
    "one paragraph, backslash": "**{name}:** {text}\\\n",
    "one paragraph, two lines": "**{name}**\n{text}\n",
    "one paragraph, html break": "**{name}:** {text}<br>",
    "heading": "# {name}\n\n{text}\n\n",
    "decorated heading": "### ⭐ **{NAME}**:\n{text}\n\n",
    "definition list": "{name}\n: {text}\n\n",
    "field list": ":{name}: {text}\n",
    "bullets": "- **{name}:** {text}\n",
    "stars": "* **{name}**: {text}\n",
    "numbered list": "1. **{name}:** {text}\n",
    "loose bullets": "- **{name}**\n\n  {text}\n\n",
    "emoji inside": "**⭐ {name}:** {text}\n\n",
    "emoji before": "⭐ **{name}:** {text}\n\n",
    "emoji with joiners": "**✍️ {name}:** {text}\n\n",
    "letter": "**{mark}:** {text}\n\n",
    "letter, colon outside": "**{mark}**: {text}\n\n",
    "letters in bullets": "- **{mark}:** {text}\n",
    "letter and name": "**{mark} – {name}:** {text}\n\n",
    "letter and name after": "**{mark} ({name}):** {text}\n\n",
    "bold letter, name after": "**{mark}** ({name}): {text}\n\n",
    "bold letter, dash, name": "**{mark}** – {name}: {text}\n\n",
    "initial bold": "**{mark}**{tail}: {text}\n\n",
    "all in one line": "**{name}:** {text} ",
    "all in one line, colon outside": "**{name}**: {text} ",
    "boxes": "- [x] **{name}:** {text}\n",
    "empty boxes": "- [ ] {name}: {text}\n",
    "question": "**What was the {name}?** {text}\n\n",
    "question of my own": "### What {name} was mine?\n\n{text}\n\n",
    "bar": "{name} | {text}\n\n",
    "remark": "**{name} (what I say):** {text}\n\n",
    "bold and italic": "**_{name}:_** {text}\n\n",
    "bold in italics": "***{name}:*** {text}\n\n",
    "italics": "*{name}:* {text}\n\n",
    "italics with underscores": "_{name}_: {text}\n\n",
    "italics on a line": "*{name}*\n{text}\n\n",
    "code": "`{name}:` {text}\n\n",
    "underlined": "<u>**{name}:**</u> {text}\n\n",
    "html bold": "<b>{name}:</b> {text}\n\n",
    "html strong": "<strong>{name}</strong>: {text}\n\n",
    "blank inside the bold": "**{name}: ** {text}\n\n",
    "blank inside the bold, before": "** {name}:** {text}\n\n",
    "no blank after the bold": "**{name}:**{text}\n\n",
    "broken bold": "**{name}:* {text}\n\n",
    "broken bold, the other way": "*{name}:** {text}\n\n",
    "bold that is not closed": "**{name}: {text}\n\n",
    "plain": "{name}: {text}\n\n",
    "plain, capitals": "{NAME}: {text}\n\n",
    "plain, one paragraph": "{name}: {text}\n",
    "plain, one paragraph, backslash": "{name}: {text}\\\n",
    "plain, html break": "{name}: {text}<br>\n",
    "plain, blank before the colon": "{name} : {text}\n\n",
    "plain dash": "{name} – {text}\n\n",
    "plain hyphen": "{name} - {text}\n\n",
    "plain arrow": "{name} → {text}\n\n",
    "plain typed arrow": "{name} => {text}\n\n",
    "plain on a line": "{name}\n{text}\n\n",
    "plain on a line, colon": "{name}:\n{text}\n\n",
    "plain in a paragraph": "{name}\n\n{text}\n\n",
    "plain with a remark": "{name} (my view): {text}\n\n",
    "plain letter and name on a line": "{mark} - {name}\n{text}\n\n",
    "plain letter and name": "{mark} – {name}: {text}\n\n",
    "plain letter in brackets and name": "({mark}) {name}: {text}\n\n",
    "emoji and plain": "⭐ {name}:\n{text}\n\n",
    "emoji on both sides": "✨ **{name}** ✨\n{text}\n\n",
    "keycap": "{number}\ufe0f\u20e3 **{name}:** {text}\n\n",
    "keycap, plain": "{number}\ufe0f\u20e3 {name}: {text}\n\n",
    "number in the bold": "**{number}. {name}:** {text}\n\n",
    "escaped number": "{number}\\. **{name}:** {text}\n\n",
    "step": "**Step {number}: {name}**\n{text}\n\n",
    "numbered heading": "## {number}. {name}\n\n{text}\n\n",
    "heading without a blank": "##{name}\n{text}\n\n",
    "coloured heading": "## <span style='color:pink'>{name}</span>\n\n{text}\n\n",
    "heading with the model": "### STAR – {name}\n\n{text}\n\n",
    "full stop": "{name}. {text}\n\n",
    "bold full stop": "**{name}.** {text}\n\n",
    "brackets": "[{name}] {text}\n\n",
    "bold brackets": "**[{name}]** {text}\n\n",
    "full-width brackets": "【{name}】 {text}\n\n",
    "full-width colon": "**{name}：** {text}\n\n",
    "full-width colon, plain": "{name}：{text}\n\n",
    "no-break space": "**{name}\u00a0:** {text}\n\n",
    "bold without a colon": "**{name}** {text}\n\n",
    "bold dash": "**{name} –** {text}\n\n",
    "initial bold on a line": "**{mark}**{tail}\n{text}\n\n",
    "article": "**The {name}:** {text}\n\n",
    "possessive": "**My {name}:** {text}\n\n",
    "clause": "**{name} that I had:** {text}\n\n",
    "letters in stars": "* {mark}: {text}\n",
    "letters with a dash": "- {mark} – {text}\n",
    "letters in a numbered list": "1. {mark}: {text}\n",
    "letters in brackets": "({mark}) {text}\n\n",
    "letters in square brackets": "[{mark}] {text}\n\n",
    "bold letters in brackets": "**({mark})** {text}\n\n",
    "letters with a bracket": "{mark}) {text}\n\n",
    "letters with a dot": "{mark}. {text}\n\n",
    "plain in bullets": "- {name}: {text}\n",
    "plain in bullets, nested": "- {name}\n  - {text}\n",
    "plain in a list with brackets": "1) {name}: {text}\n",
    "headings in bullets": "- ### {name}\n\n  {text}\n\n",
    "quotation": "> **{name}:** {text}\n>\n",
    "quotation in pieces": "> **{name}:** {text}\n\n",
    "plain quotation": "> {name}: {text}\n>\n",
    "quoted headings": "> ### {name}\n> {text}\n>\n",
    "quoted list": "> - **{name}:** {text}\n",
}


TEXT_OF_PART = "I *tell* of number {}"
TEXTS = [f"I tell of number {number}" for number in range(4)]


def written(form: str, text: str = TEXT_OF_PART) -> str:
    """An account in one form."""
    return "".join(
        form.format(
            name=name,
            NAME=name.upper(),
            mark=name[0],
            tail=name[1:],
            number=number + 1,
            text=text.format(number),
        )
        for number, name in enumerate(NAMES)
    )


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_all_four_parts_are_found_in_every_form(form: str) -> None:
    found = parts_of(markdown(written(form).rstrip("\\\n")))
    assert indices(found) == NUMBERS
    assert texts(found) == ["", *TEXTS]
    assert found.unknown == []


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_source_of_a_part_is_its_text_in_every_form(form: str) -> None:
    """Translators get it; no piece of a label or of its markup is in it."""
    found = parts_of(markdown(written(form).rstrip("\\\n")))
    children = [child for piece in found.pieces for child in piece.children]
    paragraphs = [one for child in children for one in child.findall(nodes.paragraph)]
    assert [paragraph.rawsource for paragraph in paragraphs] == [
        TEXT_OF_PART.format(number) for number in range(4)
    ]


TABLES = {
    "rows": "| | |\n|---|---|\n{rows}",
    "rows with a head": "| Part | What I did |\n|---|---|\n{rows}",
    "the first part is the head": "{first}|---|---|\n{others}",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize(
    "cell",
    ["{name}", "**{name}**", "{name}:", "{mark}", "**{mark}**", "⭐ {name}", "{mark} – {name}"],
)
def test_rows_of_a_table_are_parts(table: str, cell: str) -> None:
    rows = written(f"| {cell} | {{text}} |\n").splitlines(keepends=True)
    source = table.format(rows="".join(rows), first=rows[0], others="".join(rows[1:]))
    found = parts_of(markdown(source))
    assert indices(found) == NUMBERS
    assert texts(found) == ["Part · What I did" if "Part" in table else "", *TEXTS]


def test_a_table_may_have_a_letter_and_a_name_and_more_columns() -> None:
    rows = "".join(
        f"| {name[0]} | {name} | {TEXTS[n]} | ![x](x.png) |\n" for n, name in enumerate(NAMES)
    )
    found = parts_of(markdown(f"| | | | |\n|---|---|---|---|\n{rows}"))
    assert indices(found) == NUMBERS
    assert texts(found) == ["", *(f"{text} x" for text in TEXTS)]
    assert all(len(piece.children) == 2 for piece in found.pieces[1:])


@pytest.mark.parametrize("name", ["{}", "**{}**", "{}:"])
def test_columns_of_a_table_are_parts(name: str) -> None:
    head = " | ".join(name.format(one) for one in NAMES)
    found = parts_of(markdown(f"| {head} |\n|---|---|---|---|\n| {' | '.join(TEXTS)} |\n"))
    assert indices(found) == NUMBERS
    assert texts(found) == ["", *TEXTS]


@pytest.mark.parametrize("head", ["   :header-rows: 1\n", ""])
def test_a_list_table_in_restructuredtext_is_read(head: str) -> None:
    rows = "".join(f"   * - {name}\n     - {TEXTS[n]}\n" for n, name in enumerate(NAMES))
    found = parts_of(rest(f".. list-table::\n{head}\n{rows}"))
    assert indices(found) == NUMBERS
    assert texts(found) == ["", *TEXTS]


HTML = {
    "list": "<ul>\n{all}</ul>|<li><strong>{name}:</strong> {text}</li>\n",
    "numbered list": "<ol>\n{all}</ol>|<li>\n<b>{name}</b>: {text}\n</li>\n",
    "plain list": "<ul>{all}</ul>|<li>{name}: {text}</li>",
    "list of letters": "<ul>{all}</ul>|<li>{mark}: {text}</li>",
    "paragraphs": "{all}|<p><b>{name}:</b> {text}</p>\n",
    "paragraphs apart": "{all}|<p><strong>{name}:</strong> {text}</p>\n\n",
    "centred": '<div align="center">\n{all}</div>|<p style="color: red"><b>{name}:</b> {text}</p>\n',
    "line breaks": "<p>{all}</p>|{name}: {text}<br>",
    "headings": "{all}|<h3>{name}</h3>\n<p>{text}</p>\n",
    "headings over Markdown": "{all}|<h3>{name}</h3>\n\n{text}\n\n",
    "details": "{all}|<details><summary>{name}</summary>{text}</details>\n",
    "details over Markdown": "{all}|<details>\n<summary><b>{name}</b></summary>\n\n{text}\n\n</details>\n\n",
    "definitions": "<dl>{all}</dl>|<dt>{name}</dt><dd>{text}</dd>",
    "table": "<table>\n{all}</table>|<tr><td>{name}</td><td>{text}</td></tr>\n",
    "table with heads": "<table><tbody>{all}</tbody></table>|<tr><th>{name}:</th><td>{text}</td></tr>",
    "capital tags": "<UL>{all}</UL>|<LI><B>{name}:</B> {text}</LI>",
    "a line without a paragraph": "<div>{all}</div>|<b>{name}:</b> {text}<br/>\n",
}


@pytest.mark.parametrize("form", HTML.values(), ids=HTML)
def test_parts_in_html_are_found(form: str) -> None:
    frame, one = form.split("|", 1)
    source = frame.format(all=written(one, "I tell of number {}"))
    found = parts_of(markdown(source))
    assert indices(found) == NUMBERS
    assert texts(found) == ["", *TEXTS]
    assert found.unknown == []


def test_html_after_a_label_stays_html_that_is_whole() -> None:
    source = (
        '<div class="a"><ul><li><b>Situation:</b> One <a href="x">l</a>\n<ul class="b"><li>n</li></ul>'
        "</li><li><b>Task:</b> Two &amp; <i>three</i><img src=y></li></ul></div>\n"
    )
    found = parts_of(markdown(source))
    first, second = found.pieces[1:]
    raw = [
        node.astext()
        for piece in (first, second)
        for child in piece.children
        for node in child.findall(nodes.raw)
    ]
    assert raw == [
        '<a href="x">',
        "</a>",
        '<ul class="b"><li>n</li></ul>',
        "<i>",
        "</i>",
        "<img src=y>",
    ]
    assert texts(found) == ["", "One l n", "Two & three"]


def test_a_tag_that_one_part_opens_and_another_closes_breaks_no_page() -> None:
    found = parts_of(markdown("<div>\n\n**Situation:** One.\n\n**Task:** Two.\n\n</div>\n"))
    assert texts(found) == ["", "One.", "Two."]
    assert not any(isinstance(c, nodes.raw) for piece in found.pieces for c in piece.children)


def test_html_with_code_in_it_is_left_alone() -> None:
    source = "<div><b>Situation:</b> one <script>x</script><b>Task:</b> two</div>\n"
    document = markdown(source)
    assert parts_of(document).pieces[0].children == document.children


REST_FORMS = {
    "on one line": "**{name}:** {text}\n\n",
    "colon outside": "**{name}**: {text}\n\n",
    "one paragraph": "**{name}:** {text}\n",
    "two lines": "**{name}**\n{text}\n\n",
    "separate": "**{name}:**\n\n{text}\n\n",
    "headings": "{name}\n---------\n\n{text}\n\n",
    "definition list": "{name}\n  {text}\n",
    "field list": ":{name}: {text}\n",
    "bullets": "- **{name}:** {text}\n",
    "numbered": "#. **{name}:** {text}\n",
    "letter": "**{mark}:** {text}\n\n",
    "emoji before": "⭐ **{name}:** {text}\n\n",
    "initial bold": "**{mark}**\\ {tail}: {text}\n\n",
    "italics": "*{name}:* {text}\n\n",
    "one backtick": "`{name}:` {text}\n\n",
    "plain": "{name}: {text}\n\n",
    "plain on a line": "{name}\n\n{text}\n\n",
    "plain letter and name": "{mark} - {name}\n\n{text}\n\n",
    "plain bullets": "- {name}: {text}\n",
    "letters in bullets": "* {mark}: {text}\n",
    "lines": "| **{name}:** {text}\n",
    "plain lines": "| {name}: {text}\n",
    "quotation": "  **{name}:** {text}\n\n",
}


@pytest.mark.parametrize("form", REST_FORMS.values(), ids=REST_FORMS)
def test_all_four_parts_are_found_in_restructuredtext(form: str) -> None:
    source = "".join(
        form.format(name=name, mark=name[0], tail=name[1:], text=f"I *tell* of number {number}")
        for number, name in enumerate(NAMES)
    )
    found = parts_of(rest(source))
    assert indices(found) == NUMBERS
    assert texts(found) == ["", *(f"I tell of number {number}" for number in range(4))]


def test_a_heading_in_a_directive_is_a_rubric_and_starts_a_part() -> None:
    """Markdown makes no section where one cannot be, as in a quotation or a directive."""
    document = markdown("> ## Situation\n>\n> One.\n>\n> ## Task\n>\n> Two.\n")
    (quotation,) = document.findall(nodes.block_quote)
    assert isinstance(quotation[0], nodes.rubric)
    assert read(parts_of(quotation)) == [("", ""), ("Situation", "One."), ("Task", "Two.")]


def test_headings_of_any_level_start_parts_and_keep_their_ids() -> None:
    document = markdown("# Situation\n\nOne.\n\n### Task\n\nTwo.\n\n## Action\n\nThree.\n")
    found = parts_of(document)
    assert texts(found) == ["", "One.", "Two.", "Three."]
    assert [piece.label["ids"] for piece in found.pieces[1:]] == [
        ["situation"],
        ["task"],
        ["action"],
    ]


def test_a_heading_that_names_no_part_stays_as_a_heading_in_its_part() -> None:
    found = parts_of(markdown("# Situation\n\nOne.\n\n## Background\n\nTwo.\n\n# Task\n\nThree.\n"))
    situation = found.pieces[1]
    assert [type(child) for child in situation.children] == [
        nodes.paragraph,
        nodes.rubric,
        nodes.paragraph,
    ]
    assert texts(found) == ["", "One. Background Two.", "Three."]


# -- what stands around the parts


def test_an_introduction_stays_before_the_parts() -> None:
    found = parts_of(markdown("First.\n\n> Second.\n\nThird\n**Situation:** One.\n"))
    assert read(found) == [("", "First. Second. Third"), ("Situation:", "One.")]
    assert found.pieces[0].index is None


def test_text_without_labels_is_all_introduction() -> None:
    document = markdown("One **bold** word.\n\n- a\n- b\n\nA term\n: explained\n")
    found = parts_of(document)
    assert found.pieces[0].children == document.children
    assert len(found.pieces) == 1
    assert found.unknown == []


@pytest.mark.parametrize("parse", [markdown, rest])
def test_nothing_gives_an_empty_introduction(parse: Any) -> None:
    found = parts_of(parse(""))
    assert len(found.pieces) == 1
    assert found.pieces[0].is_empty


def test_a_picture_without_words_before_the_first_label_stays() -> None:
    found = parts_of(markdown("![](photo.png)\n**Situation:** One.\n"))
    assert [
        image["uri"] for child in found.pieces[0].children for image in child.findall(nodes.image)
    ] == ["photo.png"]


def test_a_part_holds_everything_up_to_the_next_label() -> None:
    source = (
        "**Situation:** One:\n\n- a\n- b\n\n1. c\n\n> d\n\n```python\ne\n```\n\n"
        "| f | g |\n|---|---|\n| h | i |\n\n![j](k.png)\n\n$$l$$\n\n**Task:** Two.\n"
    )
    found = parts_of(markdown(source))
    assert [type(child).__name__ for child in found.pieces[1].children] == [
        "paragraph",
        "bullet_list",
        "enumerated_list",
        "block_quote",
        "literal_block",
        "table",
        "paragraph",
        "math_block",
    ]
    assert texts(found)[2] == "Two."


def test_what_stands_in_a_list_item_after_its_label_goes_with_it() -> None:
    found = parts_of(markdown("- **Situation:** One.\n\n  More.\n\n  - a\n- **Task:** Two.\n"))
    assert texts(found) == ["", "One. More. a", "Two."]


def test_an_item_without_a_label_stays_a_list_in_its_part() -> None:
    found = parts_of(markdown("- **Situation:** One.\n- just a point\n- **Task:** Two.\n"))
    assert texts(found) == ["", "One. just a point", "Two."]
    kept = found.pieces[1].children[1]
    assert isinstance(kept, nodes.bullet_list)
    assert len(kept.children) == 1


def test_a_term_with_two_definitions_keeps_both() -> None:
    found = parts_of(markdown("Situation\n: One.\n\n  More.\n: Also.\n\nTask\n: Two.\n"))
    assert texts(found) == ["", "One. More. Also.", "Two."]


def test_a_classifier_is_kept() -> None:
    found = parts_of(rest("Situation : at work\n  One.\nTask\n  Two.\n"))
    assert read(found) == [("", ""), ("Situation", "at work One."), ("Task", "Two.")]


def test_inline_markup_stays_in_text_and_labels() -> None:
    found = parts_of(markdown("**Situation (`code`):** *One* [two](https://example.org) $x$.\n"))
    (paragraph,) = found.pieces[1].children
    assert [type(child).__name__ for child in paragraph.children] == [
        "emphasis",
        "Text",
        "reference",
        "Text",
        "math",
        "Text",
    ]
    assert any(found.pieces[1].label.findall(nodes.literal))


# -- labels that name no part, and bold words that are no labels


def test_an_unknown_label_is_reported_and_its_text_stays() -> None:
    found = parts_of(
        markdown("**Situation:** One.\n\n**Next Steps:** Two.\n**Key Takeaway**: Three.\n")
    )
    assert [label for label, *_rest in found.unknown] == ["Next Steps", "Key Takeaway"]
    assert indices(found) == [0]
    assert texts(found)[1] == "One. Next Steps: Two. Key Takeaway: Three."


def test_a_colon_further_on_is_part_of_the_text() -> None:
    found = parts_of(markdown("**S** – I asked a thing: why?\n\n**T** – To answer.\n"))
    assert texts(found)[1:] == ["I asked a thing: why?", "To answer."]


@pytest.mark.parametrize(
    "label",
    ["**Sitution:**", "**Situattion**:", "## Situaiton\n\n", "**Situatjon**\n", "**Sitation –** "],
)
def test_a_misspelt_label_counts_as_the_part_that_is_missing_there(label: str) -> None:
    """Its text would stand under another part otherwise; the label is shown as it is written."""
    found = parts_of(markdown(f"{label} One.\n\n**Task:** Two.\n"))
    assert indices(found) == [0, 1]
    assert texts(found) == ["", "One.", "Two."]
    assert [piece.is_guessed for piece in found.pieces] == [False, True, False]
    assert found.unknown == []


@pytest.mark.parametrize(
    "source",
    [
        "**Situation:** One.\n\n**Sitution:** Two.\n",  # there is one already
        "**Task:** One.\n\n**Sitution:** Two.\n",  # out of order
        "**Situation:** One.\n\n**Tusk:** Two.\n",  # short words are like many others
        "**Situation:** One.\n\n**Rasolt:** Two.\n",  # two letters
    ],
)
def test_a_word_that_is_only_like_a_label_is_not_guessed(source: str) -> None:
    found = parts_of(markdown(source))
    assert len(found.pieces) == 2
    assert len(found.unknown) == 1


@pytest.mark.parametrize(
    "source", ["Situation\n: One.\n\nSummary\n: Two.\n", ":Situation: One.\n:Summary: Two.\n"]
)
def test_an_unknown_entry_of_a_list_is_reported_and_stays_a_list(source: str) -> None:
    document = markdown(source)
    kind = type(document[0])
    found = parts_of(document)
    assert [label for label, *_rest in found.unknown] == ["Summary"]
    assert texts(found) == ["", "One. Summary Two."]
    assert isinstance(found.pieces[1].children[-1], kind)


NO_PARTS = {
    "in a sentence": "The **Task:** was hard.",
    "a name": "**Task** force members met.",
    "a time": "**Situation** was at 10:00.",
    "an address": "**Acme** is at https://example.org/x",
    "a bold sentence": "**A whole sentence in bold that says something:** it is text.",
    "italics": "*Situation:* in italics is a word.",
    "label in code": "`**Situation:**` is code.",
    "code": "`Task:` is how my notes begin.",
    "dashes": "**My friend** – a teacher – helped.",
    "bold on a line": "**Important**\nis what follows.",
    "an answer": "A: the answer.",
    "bold points": "- **Networking** is a skill\n- **Writing** is one too",
    "somebody's words": "> **Situation:** somebody else's.",
    "questions and answers": "Q: Who?\nA: I.\n\nQ: When?\nA: In May.",
    "answers in a list": "- Q: Who?\n- A: I.\n- Q: When?\n- A: In May.",
    "two people": "S: Hello.\n\nT: Hi.\n\nS: How are you?\n\nT: Fine.",
    "two people, once": "S: Hello.\n\nT: Hi.",
    "a choice": "A) walk\nB) ride\nC) swim\nR) rest",
    "a choice in brackets": "(A) walk\n\n(B) ride\n\n(C) swim",
    "plain metadata": "Task: Business Communication Activity",
    "metadata": "* **Module:** Communication\n* **Task:** Business Communication Activity",
    "more metadata": "- **Course:** Web\n- **Task:** Form\n- **Mark:** 90",
    "a heading that goes on": "### Task definition\n\nThe task was defined by others.",
    "another heading": "## Situational awareness\n\nIs a skill.",
    "a promise": "## Reflection (Using the STAR Technique)\n\nI was there and did it.",
    "a legend": "- **S**ituation\n- **T**ask\n- **A**ction\n- **R**esult",
    "a plain legend": "- Situation\n- Task\n- Action\n- Result",
    "a legend in lines": "Situation\\\nTask\\\nAction\\\nResult",
    "a sentence with commas": "STAR stands for Situation, Task, Action and Result.",
    "a sentence": "Situation awareness is what I lack.",
    "a sentence with a dash": "Task forces - I met two - are odd.",
    "a ratio": "Action 3:1 and Result 2:1",
    "one plain label": "Situation: it rained.",
    "one plain dash": "Result - 90 % of the marks",
    "one word": "Action\n\nThat is what they called.",
    "wrong order": "Result: good.\n\nTask: fair.",
    "marks in a table": "| Task | Mark |\n|---|---|\n| Quiz | 90 |\n| Essay | 80 |",
    "a log": "| Task | Action | Result |\n|---|---|---|\n| a | b | c |\n| d | e | f |",
    "a row": "| Name | Value |\n|---|---|\n| Result | 90 |\n| Grade | A |",
    "code block": "```\nSituation: a\nTask: b\nAction: c\nResult: d\n```",
    "html in a sentence": "<p>The <b>Task:</b> was hard</p>",
    "html list": "<ul><li>Task: an essay</li><li>Mark: 90</li></ul>",
    "html code": "<pre>Situation: a\nTask: b\nAction: c\nResult: d</pre>",
    "a link": "[Situation: a](https://example.org) and [Task: b](https://example.org)",
    "a picture": "![Situation: a](x.png)\n\n![Task: b](x.png)",
    "lower-case letters": "s) one\nt) two\na) three\nr) four",
    "short sentences": "Action. That is what counts.\n\nResult. None.",
    "initials": "S. Smith met T. Tau.\n\nA. Adams came, too.",
}


@pytest.mark.parametrize("source", NO_PARTS.values(), ids=NO_PARTS)
def test_what_only_looks_like_labels_is_text(source: str) -> None:
    document = markdown(source)
    words = text_of(document.children)
    found = parts_of(document)
    assert indices(found) == []
    assert found.unknown == []
    assert texts(found) == [words]


#: Inside a part, a heading or the list of a module's facts is named in a warning.
IN_A_PART = {
    name: source
    for name, source in NO_PARTS.items()
    if not source.startswith(("#", "- **Course", "* **Module"))
}


@pytest.mark.parametrize("source", IN_A_PART.values(), ids=IN_A_PART)
def test_what_only_looks_like_labels_is_text_in_a_part_too(source: str) -> None:
    words = text_of(markdown(source).children)
    account = (
        "**Situation:** One.\n\n**Task:** Two.\n\n**Action:** Three.\n\n{}\n\n**Result:** Four.\n"
    )
    found = parts_of(markdown(account.format(source)))
    assert indices(found) == NUMBERS
    assert texts(found)[3] == f"Three. {words}"
    assert found.unknown == []


def test_plain_labels_count_between_sure_ones() -> None:
    found = parts_of(markdown("**Situation:** a\n\n**Task:** b\n\nAction: c\n\n**Result:** d\n"))
    assert indices(found) == NUMBERS


def test_a_plain_label_that_stands_twice_is_a_part_twice() -> None:
    """So that somebody hears of it, and no text lands under another part unseen."""
    found = parts_of(markdown("Situation: a\n\nTask: b\n\nAction: c\n\nTask: d\n\nResult: e\n"))
    assert indices(found) == [0, 1, 2, 1, 3]


def test_all_four_plain_labels_count_in_any_order() -> None:
    found = parts_of(markdown("Result: d\n\nSituation: a\n\nTask: b\n\nAction: c\n"))
    assert indices(found) == [3, 0, 1, 2]


def test_facts_before_an_account_are_no_part_of_it() -> None:
    source = "* **Module:** Web\n* **Task:** Essay\n\n" + written("**{name}:** {text}\n\n")
    found = parts_of(markdown(source))
    assert indices(found) == NUMBERS
    assert texts(found) == ["Module: Web Task: Essay", *TEXTS]


def test_the_second_r_of_starr_is_the_reflection() -> None:
    found = parts_of(markdown("".join(f"**{mark}:** x\n\n" for mark in "STARR")), "starr")
    assert indices(found) == [0, 1, 2, 3, 4]
    found = parts_of(markdown("**R:** x\n\n**Result:** y\n"), "starr")
    assert indices(found) == [4, 3]


def test_two_letters_are_a_mark_so_a_dash_after_them_belongs_to_the_label() -> None:
    found = parts_of(
        markdown(
            "**D** – Describe: one\n\n**E** – Examine: two\n\n**AL** – Articulate learning: three\n"
        ),
        "deal",
    )
    assert read(found)[1:] == [
        ("D – Describe", "one"),
        ("E – Examine", "two"),
        ("AL – Articulate learning", "three"),
    ]


@pytest.mark.parametrize("rest_of_it", ["", "\n\nMore.", "\nMore."])
def test_a_label_and_its_text_may_stand_in_the_same_bold(rest_of_it: str) -> None:
    source = f"**Situation: I was *there*.**{rest_of_it}\n\n**Task – What I had to do that day.**\n"
    found = parts_of(markdown(source))
    more = " More." if rest_of_it else ""
    assert [text for _label, text in read(found)] == [
        "",
        f"I was there.{more}",
        "What I had to do that day.",
    ]
    assert [*found.pieces[1].children[0].findall(nodes.strong)]
    assert not any(piece.is_empty for piece in found.pieces[1:])
    assert sources(found)[1][0].startswith("**I was *there*.**")
    assert sources(found)[2] == ["**What I had to do that day.**"]


# -- one label for two parts

MERGED = {
    "{a} & {b}": (1, 2),
    "{a} and {b}": (1, 2),
    "{a} + {b}": (1, 2),
    "{a}/{b}": (1, 2),
    "{a} / {b}": (1, 2),
    "{a}, {b}": (1, 2),
    "{a} en {b}": (1, 2),
    "{a} und {b}": (1, 2),
    "{a} &amp; {b}": (1, 2),
    "{a}s & {b}s": (1, 2),
    "⭐ {a} & {b}": (1, 2),
    "T & A": (1, 2),
    "T/A": (1, 2),
    "T+A": (1, 2),
    "T & A – {a} & {b}": (1, 2),
    "STAR – {a}/{b}": (1, 2),
    "2. {a} and {b}": (1, 2),
    "{a} & {b} (what I did)": (1, 2),
    "My {a} and {b}": (1, 2),
    "T – {a} & A – {b}": (1, 2),
    "Situation, {a} and {b}": (0, 1, 2),
    "Taak en Aksie": (1, 2),
}
MERGED_FORMS = [
    "**{label}**\n{text}",
    "**{label}:** {text}",
    "## {label}\n\n{text}",
    "- **{label}:** {text}",
    "**{label}**: {text}",
]


@pytest.mark.parametrize("form", MERGED_FORMS)
@pytest.mark.parametrize("label", MERGED)
def test_one_label_may_name_several_parts(form: str, label: str) -> None:
    source = form.format(label=label.format(a="Task", b="Action"), text="I did.")
    found = parts_of(markdown(f"{source}\n\n**Result:** Done.\n"))
    assert [piece.indices for piece in found.pieces[1:]] == [MERGED[label], (3,)]
    assert texts(found)[1:] == ["I did.", "Done."]


@pytest.mark.parametrize(
    "form", ["{a} & {b}: {text}\n\n", "{a} & {b}\n{text}\n\n", "| {a} & {b} | {text} |\n"]
)
def test_plain_merged_labels_count_in_company(form: str) -> None:
    first, second = (
        form.format(a=a, b=b, text="x") for a, b in (("Situation", "Task"), ("Action", "Result"))
    )
    head = "| | |\n|---|---|\n" if form.startswith("|") else ""
    found = parts_of(markdown(head + first + second))
    assert [piece.indices for piece in found.pieces[1:]] == [(0, 1), (2, 3)]


@pytest.mark.parametrize(
    "label", ["Task & Time", "Task and Background", "Result / Impact", "Action + Plan"]
)
def test_a_label_that_also_says_something_else_names_one_part(label: str) -> None:
    found = parts_of(markdown(f"**{label}:** x\n"))
    assert len(indices(found)) == 1
    assert len(found.pieces[1].indices) == 1


# -- what stands after the last part

WHOLE = written("**{name}:** {text}\n\n")


@pytest.mark.parametrize(
    "title",
    [
        "**Next steps:** ",
        "**Next steps**: ",
        "## Next steps\n\n",
        "**💡 Next steps:**\n",
        "- **Next steps:** ",
    ],
)
def test_a_label_after_the_last_part_is_the_title_of_a_tail(title: str) -> None:
    source = written("- **{name}:** {text}\n") if title.startswith("-") else WHOLE
    found = parts_of(markdown(f"{source}{title}I will *write*.\n\n> And rest.\n"))
    assert indices(found) == NUMBERS
    assert texts(found)[:5] == ["", *TEXTS]
    (tail,) = found.tail
    assert "Next steps" in text_of([tail.label])
    assert text_of(tail.children) == "I will write. And rest."
    assert found.unknown == []


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ("**{name}**\n{text}\n\n", "**Next steps**\nMore."),
        ("{name}\n: {text}\n\n", "Next steps\n: More."),
        (":{name}: {text}\n", ":Next steps: More."),
        ("<h3>{name}</h3>\n\n{text}\n\n", "<h3>Next steps</h3>\n\nMore."),
        (
            "<details><summary>{name}</summary>\n\n{text}\n\n</details>\n\n",
            "<details><summary>Next steps</summary>\n\nMore.\n\n</details>",
        ),
        ("> **{name}:** {text}\n>\n", "\n**Next steps:** More."),
    ],
)
def test_a_tail_is_titled_as_the_parts_are(form: str, title: str) -> None:
    found = parts_of(markdown(written(form) + title + "\n"))
    assert texts(found) == ["", *TEXTS, "More."]
    assert [piece.words.rstrip(":") for piece in found.tail] == ["Next steps"]


def test_a_row_after_the_last_part_is_a_tail() -> None:
    rows = written("| {name} | {text} |\n")
    found = parts_of(markdown(f"| | |\n|---|---|\n{rows}| Next steps | More. |\n"))
    assert texts(found) == ["", *TEXTS, "More."]


@pytest.mark.parametrize(
    "more",
    [
        "**Proud**",
        "**I am so proud!**\nYes.",
        "I learned three things:\n\n- a",
        "<details><summary>Code</summary>x</details>",
        "- **Tool:** Excel",
        "| a | b |\n|---|---|\n| c | d |",
    ],
)
def test_other_things_after_the_last_label_stay_in_the_last_part(more: str) -> None:
    found = parts_of(markdown(f"{WHOLE}{more}\n"))
    assert found.tail == []
    assert indices(found) == NUMBERS


def test_a_smaller_heading_in_the_last_part_is_no_tail() -> None:
    source = written("## {name}\n\n{text}\n\n")
    found = parts_of(markdown(f"{source}### Numbers\n\n90\n\n## Thanks\n\nAll.\n"))
    assert texts(found)[-2:] == [f"{TEXTS[3]} Numbers 90", "All."]


def test_a_label_before_the_last_part_is_no_tail() -> None:
    found = parts_of(markdown("**Situation:** a\n\n**Next steps:** b\n\n**Result:** c\n"))
    assert found.tail == []
    assert [words for words, *_rest in found.unknown] == ["Next steps"]


def test_a_label_followed_by_a_dash_keeps_a_colon_further_on_in_its_text() -> None:
    found = parts_of(markdown("**Situation** – I had one goal: to learn.\n"))
    assert read(found) == [("", ""), ("Situation", "I had one goal: to learn.")]


@pytest.mark.parametrize(
    "form", ["{} x\n\n", "**{}** x\n\n", "**{}**\nx\n\n", "{}\nx\n\n", "- {} x\n"]
)
def test_labels_that_are_questions_are_found(form: str) -> None:
    questions = ("What?", "So what?", "Now what?")
    found = parts_of(markdown("".join(map(form.format, questions))), "driscoll")
    assert indices(found) == [0, 1, 2]
    assert texts(found) == ["", "x", "x", "x"]


def test_a_part_that_comes_twice_is_two_pieces() -> None:
    found = parts_of(markdown("**Task:** One.\n\n**Situation:** Two.\n\n**Task:** Three.\n"))
    assert indices(found) == [1, 0, 1]
    assert texts(found) == ["", "One.", "Two.", "Three."]


def test_labels_in_the_language_of_the_reader_are_found() -> None:
    document = markdown("**Tilanne:** One.\n\n**Tehtävä:** Two.\n")
    found = find_parts(document.children, MODELS["star"], {"Situation": "Tilanne"})
    assert read(found) == [("", ""), ("Tilanne:", "One. Tehtävä: Two.")]


def test_another_model_has_other_parts() -> None:
    found = parts_of(
        markdown("**What?** One.\n\n**So what?**\nTwo.\n\n### Now what?\nThree.\n"), "rolfe"
    )
    assert indices(found)[-2:] == [1, 2]
    assert texts(found)[-2:] == ["Two.", "Three."]


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("", True),
        ("\n\n<!-- later -->", True),
        ("\n\n% later", True),
        ("One.", False),
        ("\n\n![](photo.png)", False),
        ("\n\n$$x$$", False),
        ("\n\n- a", False),
    ],
)
def test_a_part_is_empty_when_it_shows_nothing(text: str, empty: bool) -> None:
    found = parts_of(markdown(f"**Situation:** {text}\n\n**Task:** Two.\n"))
    assert [piece.is_empty for piece in found.pieces[1:]] == [empty, False]


# -- lines and sources


@pytest.mark.parametrize(
    ("parse", "source", "lines"),
    [
        (markdown, "**Situation:** a\n\n**Task:** b\nc\n**Action:** d\n", [1, 3, 5]),
        (markdown, "intro\nmore\n**Situation:** a\n**Task:** b\n", [3, 4]),
        (markdown, "**Situation:** a  \n**Task:** b\\\n**Action:** c\n", [1, 2, 3]),
        (markdown, "**Situation:**  \na  \nb\n**Task:**\\\nc\n**Action:**\nd\n", [1, 4, 6]),
        (markdown, "**Situation:** *a\nb* c\n**Task:** d\n", [1, 3]),
        (markdown, "\n\n# Situation\n\na\n\n## Task\nb\n", [3, 7]),
        (markdown, "- **S:** a\n- **T:** b\n\n  c\n\n- **A:**\n  d\n", [1, 2, 6]),
        (markdown, "x\n\nSituation\n: a\n\nTask\n: b\n", [3, 6]),
        (rest, "x\n\n**Situation:** a\n**Task:** b\n\n**Action:** c\n", [3, 4, 6]),
        (rest, "**Situation:** *a\nb* c\n**Task:** d\n", [1, 3]),
    ],
)
def test_a_label_knows_its_line(parse: Any, source: str, lines: list[int]) -> None:
    assert [piece.label.line for piece in parts_of(parse(source)).pieces[1:]] == lines


def test_the_text_of_a_part_knows_its_line_and_file() -> None:
    document = markdown("**Situation:** a\n**Task:**\nb\n**Action:**  \nc\n**Result:**\n*d*\n")
    children = [piece.children[0] for piece in parts_of(document).pieces[1:]]
    assert [child.line for child in children] == [1, 3, 5, 7]
    assert {child.source for child in children} == {document["source"]}


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("**Situation:** ", "plain text"),
        ("**Situation:** ", "*emphasis* first"),
        ("**Situation:** ", "**bold** first"),
        ("**Situation:** ", "– a dash first"),
        ("**Situation**: ", "_emphasis_ first"),
        ("**Situation** – ", "**bold** first"),
        ("**S:** ", "So the Situation was Such"),
        ("**S**ituation: ", "Situation"),
        ("**S** (Situation): ", "**(Situation)** again"),
        ("⭐ **Situation:** ", "⭐ again"),
        ("**_Situation:_** ", "a `**Situation:**` in code"),
        ("**Situation**\n", "with a [link](https://example.org) in it"),
        ("**Situation**  \n", "with a\nsecond line"),
        ("**Situation**\\\n", "with *emphasis* and $x$"),
        ("**Situation:** ", r"\*escaped\* words"),
    ],
)
@pytest.mark.parametrize(
    "follow", ["", "\n**Task:** more", "  \n**T**: Task", "\\\n**Task**\nmore"]
)
def test_the_source_of_a_part_is_what_stands_after_its_label(
    label: str, text: str, follow: str
) -> None:
    """Translators get this text, and a translation is put where it came from."""
    found = parts_of(markdown(f"{label}{text}{follow}\n"))
    assert sources(found)[1] == [text]


def test_the_source_of_an_introduction_ends_at_the_first_label() -> None:
    found = parts_of(markdown("The *Task* of\nTask force\n**Task force** S.\n**Task** – two\n"))
    before = "The *Task* of\nTask force\n**Task force** S."
    assert sources(found) == [[before], ["two"]]


def test_a_paragraph_that_is_not_cut_keeps_its_node() -> None:
    document = markdown("**Situation:**\n\nOne *two*.\n")
    paragraph = document[1]
    assert parts_of(document).pieces[1].children == [paragraph]


# -- anything in any order

WORDS = st.sampled_from(
    ["one", "two", "Situation", "Task", "S", "T", "R", "Result", "Next", "1", "ünï", "⭐"]
)
INLINE = st.one_of(
    WORDS,
    WORDS.map("*{}*".format),
    WORDS.map("**{}**".format),
    WORDS.map("**{}:**".format),
    WORDS.map("`{}`".format),
    WORDS.map("[{}](https://example.org)".format),
    WORDS.map("![{}](x.png)".format),
    WORDS.map("({})".format),
    st.sampled_from(["–", "-", ":", "a:", "10:00", "—", "&amp;"]),
)
TEXT = st.lists(INLINE, max_size=5).map(" ".join)
LABEL_FORMS = st.sampled_from(
    [
        "**{name}:** ",
        "**{name}**: ",
        "**{name}**:",
        "**{name}** – ",
        "**{name}**",
        "⭐ **{name}:** ",
        "**⭐ {name}:** ",
        "**{mark}:** ",
        "**{mark} – {name}:** ",
        "**{mark}** ({name}): ",
        "**{mark}** – {name}: ",
        "**{mark}**{tail}: ",
        "**_{name}:_** ",
        "__{name}__ - ",
        "![](x.png) **{name}:** ",
        "{name}: ",
        "{name} - ",
        "{name}\n",
        "({mark}) ",
        "{mark}: ",
        "*{name}:* ",
        "`{name}:` ",
        "**{name}: ** ",
        "**{name}:* ",
        "**{name}: all in bold.** ",
        "**{name} & Action:** ",
        "**T/A:** ",
        "<b>{name}:</b> ",
        "<u>{name}: ",
        "{name}：",
    ]
)
NAME = st.sampled_from([*NAMES, "Summary", "Next steps", "RESULT"])
LABEL = st.builds(
    lambda form, name: form.format(name=name, mark=name[0], tail=name[1:]), LABEL_FORMS, NAME
)
LINE = st.builds(lambda label, text: label + text, st.one_of(st.just(""), LABEL), TEXT)
BREAK = st.sampled_from(["\n", "  \n", "\\\n", "<br>", "<br>\n", "\n\n"])
PARAGRAPH = st.lists(st.tuples(LINE, BREAK), min_size=1, max_size=6).map(
    lambda lines: "".join(line + end for line, end in lines)
)
BLOCK = st.one_of(
    PARAGRAPH,
    PARAGRAPH,
    st.builds("{} {}\n\n{}".format, st.sampled_from(["#", "##", "####"]), NAME, PARAGRAPH),
    st.lists(LINE, min_size=1, max_size=4).map(lambda lines: "".join(f"- {x}\n" for x in lines)),
    st.lists(LINE, min_size=1, max_size=4).map(lambda lines: "".join(f"1. {x}\n" for x in lines)),
    st.lists(st.tuples(NAME, TEXT, TEXT), min_size=1, max_size=3).map(
        lambda rows: "".join(f"{name}\n: {a}\n: {b}\n\n" for name, a, b in rows)
    ),
    st.lists(st.tuples(NAME, TEXT), min_size=1, max_size=3).map(
        lambda rows: "".join(f":{name}: {text}\n" for name, text in rows)
    ),
    LINE.map("> {}".format),
    st.lists(LINE, min_size=2, max_size=4).map(lambda lines: "".join(f"> {x}\n>\n" for x in lines)),
    st.lists(st.tuples(NAME, TEXT, TEXT), min_size=1, max_size=5).map(
        lambda rows: (
            "| a | b | |\n|---|---|---|\n"
            + "".join(f"| {name} | {a} | {b} |\n" for name, a, b in rows)
        )
    ),
    st.lists(st.tuples(NAME, WORDS), min_size=1, max_size=5).map(
        lambda rows: (
            "<ul>\n" + "".join(f"<li><b>{name}:</b> {x}</li>\n" for name, x in rows) + "</ul>"
        )
    ),
    st.lists(st.tuples(NAME, WORDS), min_size=1, max_size=5).map(
        lambda rows: (
            "<table>\n"
            + "".join(f"<tr><td>{name}</td><td>{x}</td></tr>\n" for name, x in rows)
            + "</table>"
        )
    ),
    st.builds("<h3>{}</h3>\n\n{}".format, NAME, PARAGRAPH),
    st.builds("<details><summary>{}</summary>\n\n{}\n\n</details>".format, NAME, PARAGRAPH),
    TEXT.map("```\n{}\n```".format),
)


def words_in(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+|⭐", text))


def shown(document: nodes.document) -> Counter[str]:
    return words_in(text_of(document.children))


@settings(deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=5).map("\n\n".join))
def test_nothing_that_was_written_is_lost_or_doubled(source: str) -> None:
    document = markdown(source)
    before = shown(document)
    images = len(list(document.findall(nodes.image)))
    found = parts_of(document)
    after = words_in(" ".join(f"{label} {text}" for label, text in read(found)))
    assert after == before
    pieces = [*found.pieces, *found.tail]
    kept = [node for piece in pieces for node in [piece.label, *piece.children]]
    assert sum(len(list(node.findall(nodes.image))) for node in kept) == images
    assert all(piece.index is not None for piece in found.pieces[1:])


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), TEXT), min_size=1, max_size=5))
def test_nothing_is_lost_or_doubled_in_restructuredtext(rows: list[tuple[str, str]]) -> None:
    source = "Start\n" + "".join(f"**{name}:** {text}\n" for name, text in rows)
    document = rest(source)
    before = shown(document)
    found = parts_of(document)
    assert words_in(" ".join(f"{label} {text}" for label, text in read(found))) == before


# Text that begins and ends with a word, so that it is the same after trimming.
SENTENCE = st.builds(
    lambda first, middle, last: " ".join(["i", first, *middle, last, "end"]),
    INLINE,
    st.lists(INLINE, max_size=4),
    INLINE,
)
KNOWN_FORMS = st.sampled_from(
    [
        "**{name}:** ",
        "**{name}**: ",
        "**{name}** – ",
        "**{mark}:** ",
        "**{mark}** ({name}): ",
        "**{mark}**{tail}: ",
        "⭐ **{name}:** ",
        "**{name}**\n",
        "**{name}:**  \n",
        "__{name}:__\\\n",
    ]
)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            KNOWN_FORMS,
            st.sampled_from(NAMES),
            st.one_of(SENTENCE, st.builds("*{}* {}".format, WORDS, SENTENCE)),
            st.sampled_from(["\n", "  \n", "\\\n"]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_labels_in_one_paragraph_know_their_lines_and_the_source_after_them(
    rows: list[tuple[str, str, str, str]],
) -> None:
    source = ""
    lines = []
    for form, name, text, end in rows:
        # More would be labels that follow each other in one line.
        assume(len(re.findall(r"\*\*\w+(?::\*\*|\*\*:)", text)) < 2)
        lines.append(source.count("\n") + 1)
        source += form.format(name=name, mark=name[0], tail=name[1:]) + text + end
    found = parts_of(markdown(source.rstrip("\\\n ") + "\n"))
    assert [piece.label.line for piece in found.pieces[1:]] == lines
    assert indices(found) == [NAMES.index(name) for _form, name, _text, _end in rows]
    assert sources(found) == [[], *([text] for _form, _name, text, _end in rows)]
