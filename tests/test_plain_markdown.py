"""Evidence and reflections in pages that were written without directives."""

from __future__ import annotations

import re
import time
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sphinx_portfolio.model import KINDS
from sphinx_portfolio.reading.plain_markdown import (
    Directive,
    PlainEvidence,
    PlainPage,
    PlainReflection,
    Target,
    Topic,
    Words,
    as_markdown,
    links_of,
    read_page,
    segments,
)
from sphinx_portfolio.reading.plain_markdown.titles import title_of_file
from sphinx_portfolio.reflection_models import MODELS

pytestmark = pytest.mark.newest

NAMES = ["Situation", "Task", "Action", "Result"]
TEXTS = [f"I tell *something* of part {number}." for number in range(1, 5)]
STAR = "\n".join(f"**{name}:** {text}\n" for name, text in zip(NAMES, TEXTS, strict=True))


def found(text: str) -> list[tuple[str, ...]]:
    """The targets of each item, as they are written."""
    return [tuple(one.written for one in item.targets) for item in read_page(text).evidence]


def parts(text: str) -> list[list[str]]:
    """The texts of each account, in one line each."""
    return [
        [" ".join(part.split()) for part in one.parts.values()]
        for one in read_page(text).reflections
    ]


def option_of(target: Target) -> tuple[str, str] | None:
    is_web = target.written.startswith(("http", "www"))
    return ("url" if is_web else "file", target.written)


def made(text: str, page: PlainPage | None = None) -> str:
    return as_markdown(segments(page or read_page(text), text, option_of))


def test_a_typical_page() -> None:
    page = read_page(
        "# Networking\n\n## Evidence  \n\n**Networking Module**  \n\nWhat I did.  \n\n"
        f"[Completion](files/a.png)\n\n\nAnd more.  \n\n## Reflection\n\n{STAR}"
    )
    (item,) = page.evidence
    (reflection,) = page.reflections
    assert page.title == "Networking"
    assert (item.title, item.kind) == ("Networking Module", "artefact")
    assert item.targets == (Target("files/a.png", 9, "Completion"),)
    assert item.lines == range(5, 13)
    assert item.prose == "What I did.  \n\n\n\n\nAnd more.  "
    assert [line.number for line in item.body] == list(item.lines)
    assert reflection.title == "Networking: Reflection"
    assert reflection.parts == dict(zip(MODELS["star"].part_ids, TEXTS, strict=True))
    assert reflection.lines == range(15, 23)
    assert reflection.evidence == (0,)
    assert not page.notes


# -- reflections

LABELS = {
    "bold, colon inside": "**{name}:** {text}\n\n",
    "bold, colon outside": "**{name}**: {text}\n\n",
    "capitals on a line": "**{NAME}**  \n{text}\n\n",
    "bullets": "- **{name}:** {text}\n",
    "emoji inside": "**⭐ {name}:** {text}\n\n",
    "letter and name": "**{mark} – {name}:** {text}\n\n",
    "name in brackets": "**{mark} ({name}):**\\\n{text}\n\n",
    "bold letter": "**{mark}** ({name}): {text}\n\n",
    "headings": "### ⭐ {name}:\n\n{text}\n\n",
    "bold headings": "# **{NAME}**\n{text}\n\n",
    "headings of HTML": "<h4>{name}</h4>\n\n{text}\n\n",
    "headings that lack a blank": "###{name}\n{text}\n\n",
    "letters in bullets": "- **{mark}:** {text}\n",
    "letters before a dash": "- **{mark}** – {text}\n",
    "plain letters in bullets": "* {mark}: {text}\n",
    "initial bold": "**{mark}**{tail}: {text}\n\n",
    "no markup": "{mark} - {name}\n{text}\n\n",
    "no markup, one line": "{name}: {text}\n\n",
    "emoji without bold": "⭐ {name}:\n{text}\n\n",
    "a list in a list": "  - {name}: {text}\n",
    "list of HTML": "<li><strong>{name}:</strong> {text}</li>\n",
    "quotation": "> **{name}:** {text}\n>\n",
    "broken bold": "**{name}: **\n{text}\n\n",
    "after a blank line": "**{name}:**\n\n{text}\n\n",
    "all in one line": "**{name}:** {text} ",
    "all in one line, no colon": "**{name}** {text} ",
    "all in one line, no markup": "{name}: {text} ",
    "initial in brackets": "({mark}){tail}: {text}\n\n",
    "initial in brackets, bold": "- **[{mark}]{tail}** {text}\n",
    "a hyphen after it": "{NAME}- {text}\n\n",
    "a hyphen before the text": "{name} -{text}\n\n",
    "a dash": "{name} – {text}\n",
    "underlined in bold": "**<u>{name}</u>**\n\n{text}\n\n",
    "underlined in bold, colon": "**<u>{name}:</u>** {text}\n\n",
    "bold in underlined": "<u>**{name}:**</u> {text}\n\n",
    "code of an emoji": ":star: {name}: {text}\n\n",
    "code of an emoji before bold": ":star: **{name}:** {text}\n\n",
    "code of an emoji in a list": "- :star2: {name}\n\n  {text}\n",
}
HEADS = [
    "## Reflection\n\n",
    "**STAR(R)**\n\n",
    "**⭐ Reflection (STAR):**\n\n",
    "## CV\n\n![My CV](cv.png)\n\n",
]


def account(form: str) -> str:
    return "".join(
        form.format(name=name, NAME=name.upper(), mark=name[0], tail=name[1:], text=text)
        for name, text in zip(NAMES, TEXTS, strict=True)
    )


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("form", LABELS.values(), ids=LABELS)
def test_each_form_of_labels_is_an_account(form: str, head: str) -> None:
    # HTML keeps its own signs.
    texts = [text.replace("*", "") for text in TEXTS] if "<li" in form else TEXTS
    body = account(form) if "<li" not in form else account(form).replace("*", "")
    assert parts(f"# Page\n\n{head}{body}\n\n## Next\n\nMore.\n") == [texts]


TABLES = (
    "| {0} | {4} |\n|---|---|\n| {1} | {5} |\n| {2} | {6} |\n| {3} | {7} |\n",
    "| | |\n|---|---|\n| **{0}** | {4} |\n| **{1}** | {5} |\n| **{2}** | {6} |\n| **{3}** | {7} |\n",
    "| {0} | {1} | {2} | {3} |\n|---|---|---|---|\n| {4} | {5} | {6} | {7} |\n",
)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_an_account(table: str) -> None:
    assert parts("## Reflection\n\n" + table.format(*NAMES, *TEXTS)) == [TEXTS]


LANGUAGES = {
    "Afrikaans": "Situasie Taak Aksie Resultaat",
    "Afrikaans, other words": "Situasie Opdrag Optrede Uitslag",
    "Dutch": "Situatie Taak Actie Resultaat",
    "German": "Situation Aufgabe Handlung Ergebnis",
    "German, other words": "Ausgangslage Aufgabenstellung Vorgehen Resultat",
    "French": "Situation Tâche Action Résultat",
    "Spanish": "Situación Tarea Acción Resultado",
    "Portuguese": "Situação Tarefa Ação Resultado",
    "isiXhosa": "Imeko Umsebenzi Isenzo Isiphumo",
    "isiZulu": "Isimo Umsebenzi Isenzo Umphumela",
}


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize(
    "form", ["**{}:** {}\n\n", "#### {}\n\n{}\n\n", "**{0[0]} ({0}):** {1}\n\n"]
)
def test_labels_of_nine_languages(words: str, form: str) -> None:
    text = "".join(map(form.format, words.split(), TEXTS))
    assert parts(f"# Page\n\n{text}") == [TEXTS]


@pytest.mark.parametrize(
    ("more", "model", "last"),
    [
        ("**Reflection:** Five.", "starr", "reflection"),
        ("**Reflectie**\nFive.", "starr", "reflection"),
        ("**What I learned:** Five.", "star-l", "learning"),
        ("**Next Steps:** Five.", "star", "result"),
        ("**Key Takeaway:** Five.", "star", "result"),
        ("💡 Key takeaway: Five.", "star", "result"),
    ],
)
def test_what_follows_the_result(more: str, model: str, last: str) -> None:
    (one,) = read_page(f"## Reflection\n\n{STAR}\n{more}\n").reflections
    assert one.model == model
    assert [*one.parts][-1] == last
    assert one.parts["result"] == TEXTS[3]


@pytest.mark.parametrize(
    ("labels", "model"),
    [
        ("Context Action Result", "car"),
        ("Problem Action Result", "par"),
        ("Description Feelings Evaluation Analysis Conclusion Action-plan", "gibbs"),
        ("What? So-what? Now-what?", "driscoll"),
        ("Situation Obstacle Action Result", "soar"),
    ],
)
@pytest.mark.parametrize("form", ["**{}** Words of it.\n\n", "### {}\n\nWords of it.\n\n"])
def test_other_models(labels: str, model: str, form: str) -> None:
    words = [label.replace("-", " ") for label in labels.split()]
    if form.startswith("*"):
        words = [word if word.endswith("?") else f"{word}:" for word in words]
    (one,) = read_page("## Reflection\n\n" + "".join(map(form.format, words))).reflections
    assert one.model == model
    assert len(one.parts) == len(words)


def test_a_merged_part_counts_for_both_and_two_letters_may_be_two_parts() -> None:
    (one,) = read_page(
        "**Situation:** a b\n\n**Task & Actions**\nc d\n\n**Result:** e\n"
    ).reflections
    assert one.parts == {"situation": "a b", "task": "c d", "action": "c d", "result": "e"}
    letters = "".join(f"- **{letter}:** I say {n}.\n" for n, letter in enumerate("STARR"))
    (one,) = read_page(f"## Reflection\n\n{letters}").reflections
    assert one.model == "starr"
    assert one.parts["reflection"] == "I say 4."


@pytest.mark.parametrize(
    "after",
    [
        "---\n\nMore.\n",
        "> Always ask first.\n",
        "## Summary\n\nMore.\n",
        "### Evidence\n\n![Mail](m.png)\n",
        "**Evidence:** [Mail](m.png)\n",
        "![Mail](m.png)\n",
        "[Mail](m.png)\n",
        "The screenshot below shows the mail.\n\n![Mail](m.png)\n",
        '<img src="m.png">\n',
        "</div>\n",
        "</details>\n",
        "# CV Creation\n\nMore.\n",
        "**2. CV Creation**\n\n**Situation:** b\n\n**Task:** c\n\n**Action:** d\n\n**Result:** e\n",
    ],
)
def test_what_ends_an_account(after: str) -> None:
    page = read_page(f"# Page\n\n## Reflection\n\n{STAR}\n{after}")
    assert page.reflections[0].parts["result"] == TEXTS[3]
    assert page.reflections[0].lines.stop <= 13


def test_what_stands_in_a_part_stays_there() -> None:
    inside = (
        "Words.\n\n- one\n- two\n\n![in it](i.png)\n\n| a | b |\n|---|---|\n| c | d |\n\n"
        "<details>\n<summary>More</summary>\n\nLong.\n\n</details>\n\n> said"
    )
    text = STAR.replace(TEXTS[1], inside)
    (one,) = read_page(f"## Reflection\n\n{text}").reflections
    assert one.parts["task"] == inside
    assert [*one.parts] == ["situation", "task", "action", "result"]


def test_headings_for_takeaways_stay_with_their_account() -> None:
    page = read_page(
        f"# M\n\n## Reflection\n\n{STAR}\n### Key takeaways\n\n- ask\n\n## Next\n\nx\n"
    )
    (one,) = page.reflections
    assert one.parts["result"] == TEXTS[3]
    assert one.body[-1].text == "- ask"
    assert any("Key takeaways" in line.text for line in one.body)


NOT_THEM = {
    "legend of initials": "- **S**ituation\n- **T**ask\n- **A**ction\n- **R**esult\n",
    "legend with words": "- **S**ituation – where and when\n- **T**ask – what was asked\n- **A**ction – what I did\n- **R**esult – what came of it\n",
    "legend of questions": "**Situation:** What was going on?\n\n**Task:** What was your task?\n\n**Action:** Describe the steps.\n\n**Result:** What was the outcome?\n",
    "metadata": "* **Module:** 3\n* **Task:** Business Communication Activity\n* **Result:** 85 %\n",
    "definition": "### Task definition\n\nWrite a mail.\n\n### Action\n\nNone.\n",
    "questions and answers": "Q: Who?\n\nA: I.\n\nQ: When?\n\nA: Then.\n",
    **{
        f"goals that are SMART, {number}": "".join(
            form.format(word[0], word)
            for word in ("Specific", "Measurable", "Achievable", "Relevant", "Time-bound")
        )
        for number, form in enumerate((
            "**{}** – {}: I pass.\n\n",
            "**{}** – {} I pass.\n\n",
            "- **{}:** {} I pass.\n",
            "- **{} ({}):** I pass.\n",
            "### {}\n\n{}: I pass.\n\n",
            "{} - {}: I pass.\n",
            "- {}: {} I pass.\n",
            "**{}:** {} I pass. ",
        ))
    },
    "words with a hyphen": "Task- based it was.\n\nAction -packed, too.\n\nResults- driven.\n",
    "a field of evidence": "**Context:** a course\n\n**Result:** passed\n",
    "code": "```\nSituation: a\nTask: b\nAction: c\nResult: d\n```\n",
    "prose": "The situation was bad. My task was hard. Each action had a result.\n",
    "letters in a heading": "## S & T\n\nScience and technology are what I like.\n",
    "letters in two headings": "### S\n\nThe first.\n\n### T\n\nThe second.\n",
    "letters with an and": "## S and T\n\nScience.\n\n## More\n\nArts.\n",
    "letters in bold": "**S/T:** 5\n\nScience and technology.\n",
    "letters of a form": "- **S:** small\n- **T:** tall\n",
}  # fmt: skip


@pytest.mark.parametrize("text", NOT_THEM.values(), ids=NOT_THEM)
def test_what_only_looks_like_an_account(text: str) -> None:
    page = read_page(f"# Page\n\n{text}\nMore of it.\n")
    assert not page.reflections
    assert not page.notes


def test_a_template_that_nobody_filled_in_is_an_account_all_the_same() -> None:
    text = "".join(f"**{name}:** [Describe the {name.lower()} here]\n\n" for name in NAMES)
    page = read_page(f"## Reflection\n\n{text}")
    assert len(page.reflections) == 1
    assert [note.line for note in page.notes] == [3, 5, 7, 9]


@pytest.mark.parametrize(
    "head", ["Reflection (Using the STAR Technique)", "My reflection", "Refleksie"]
)
def test_a_promise_that_is_not_kept_is_said(head: str) -> None:
    prose = "I learned many things here that I will use at work every day from now on."
    page = read_page(f"# M\n\n## {head}\n\n{prose}\n")
    assert not page.reflections
    (note,) = page.notes
    assert note.line == 3
    assert head in note.message


# -- evidence

EVIDENCE_HEADS = [
    *(
        "## Evidence",
        "# 📎 Evidence",
        "### **My Evidence:**",
        "## Evidence of Learning",
        "##Evidence",
    ),
    *(
        "**📎 Evidence:**",
        "***Evidence***",
        "Evidence",
        "Evidence:",
        "_Evidence:_",
        "## 4. EVIDENCE",
    ),
    *("## Proof of Submission", "## CV Submission Proof", "## Artefacts", "## Bewyse", "## Bewijs"),
    *(
        "## Nachweise",
        "## Preuves",
        "## Evidencias",
        "## Evidências",
        "## Ubungqina",
        "## Ubufakazi",
    ),
    *("<h3>Evidence</h3>\n", "<details>\n<summary>📎 Evidence</summary>\n", "- **Evidence:**\n"),
    "## Evidence\n\n<div align='center'>\n",
]


@pytest.mark.parametrize("head", EVIDENCE_HEADS)
def test_each_form_of_the_heading(head: str) -> None:
    page = read_page(
        f"# Page\n\n## CV\n\n{head}\n\nI made [a film](https://example.org/f) of it.\n"
    )
    assert found(f"# Page\n\n## CV\n\n{head}\n\n[Mail](m.md.pdf)\n") == [("m.md.pdf",)]
    assert not page.evidence or page.evidence[0].targets == ()


TARGETS = [
    *(
        "[CV](files/cv.pdf)",
        "![CV](cv.PNG)",
        "[Video](my video.3gp)",
        "![](<my cv.jpg>)",
        "[CV](/cv.docx)",
    ),
    *('<img src="cv.png" width="400">', "<a href='cv.pdf'>CV</a>", "https://youtu.be/abc"),
    '<video controls>\n  <source src="cv.mp4" type="video/mp4">\n</video>',
    "[CV](https://github.com/me/portfolio/blob/main/files/cv%20(1).pdf)",
    "![image](https://github.com/user-attachments/assets/0-1)",
    "[mail](https://drive.google.com/file/d/x/view)",
    "[![CV](cv-small.png)](cv-small.png)",
    "- [CV](cv.pdf)",
    "Link: https://ibb.co/abc",
    "[![Watch](https://img.youtube.com/vi/abc/0.jpg)](https://youtu.be/abc)",
    "[CV] (my cv.pdf)",
    "    [CV](cv.pdf)",
    "![CV][cv]\n\n[cv]: cv.png",
]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("layout", [
    f"# M\n\n## Evidence\n\n{{}}\n\n## Reflection\n\n{STAR}",
    f"# M\n\n**Evidence:** {{}}\n\n**Reflection:**\n\n{STAR}",
    f"# M\n\n{{}}\n\n{STAR}",
    f"# M\n\n{STAR}\n{{}}\n\n# N\n",
    f"## Reflection\n\n{STAR}\n\n### Evidence\n\n{{}}\n",
])  # fmt: skip
def test_each_target_is_found_before_and_after_the_reflection(target: str, layout: str) -> None:
    text = layout.format(f"\n\n{target}" if "\n" in target or "<" in target else target)
    page = read_page(text)
    (item,) = page.evidence
    (one,) = item.targets
    assert one.written in target
    assert text.split("\n")[one.line - 1].strip()
    assert [*page.reflections[0].parts.values()] == TEXTS


NO_TARGETS = {
    "badge": "![Python](https://img.shields.io/badge/Python-3)",
    "badge with link": "[![GitHub](https://img.shields.io/badge/GitHub)](https://github.com/me)",
    "widget": '<img src="https://github-readme-stats.vercel.app/api?username=me">',
    "mail": "[Write to me](mailto:me@example.org)",
    "anchor": "[Up](#top)",
    "page": "[Next module](cv.md)",
    "tool in prose": "I used [Canva](https://www.canva.com) for it.",
    "source in prose": "As [this article](https://example.org/articles/star) says, so I did.",
    "template": "[CV](path/to/your-file.pdf)",
    "icon": '<img src="icons/mail.png" width="20">',
}


@pytest.mark.parametrize("link", NO_TARGETS.values(), ids=NO_TARGETS)
@pytest.mark.parametrize("head", ["", "## Evidence\n\nWhat I made.\n\n"])
def test_what_is_only_a_link(link: str, head: str) -> None:
    assert not [
        one for item in found(f"# M\n\n{head}{link}\n\n## Reflection\n\n{STAR}") for one in item
    ]


@pytest.mark.parametrize(
    "head", ["About Me", "Contact", "Connect with me", "Table of Contents", "Oor my"]
)
def test_what_else_is_shown_is_no_evidence(head: str) -> None:
    text = f"# Me\n\n![me](me.png)\n\n## {head}\n\n![photo](p.png)\n[LinkedIn](https://www.linkedin.com/in/me)\n\n## CV\n\n[CV](cv.pdf)\n"
    assert found(text) == [("cv.pdf",)]


ITEMS = {
    "headings": "### ✅ 1. Quiz\n\n![](a.png)\n\n### ✅ 2. Essay\n\n![](b.png)\n",
    "numbered bold titles": "**1. Quiz**\n\n![](a.png)\n\n**2. Essay**\n\n![](b.png)\n",
    "lines above": "My Quiz:\n![](a.png)\n\nMy Essay:\n![](b.png)\n",
    "list": "- [Quiz](a.png)\n- [Essay](b.png)\n",
    "lines": "[Quiz](a.png)\n[Essay](b.png)\n",
    "labels": "**Quiz:** [here](a.png)\n\n**Essay:** [here](b.png)\n",
    "paragraphs": "What I did first.\n\n[Quiz](a.png)\n\nAnd then.\n\n[Essay](b.png)\n",
}


@pytest.mark.parametrize("text", ITEMS.values(), ids=ITEMS)
def test_what_has_titles_of_its_own_is_an_item_of_its_own(text: str) -> None:
    page = read_page(f"# M\n\n## Evidence\n\n{text}\n## Reflection\n\n{STAR}")
    assert [[one.written for one in item.targets] for item in page.evidence] == [
        ["a.png"],
        ["b.png"],
    ]
    assert [re.sub(r"[\d.]|My", "", item.title).strip() for item in page.evidence] == [
        "Quiz",
        "Essay",
    ]
    assert page.reflections[0].evidence == (0, 1)


GALLERIES = {
    "pictures": "![](a.png)\n![](b.png)\n",
    "paragraphs": "At the event:\n\n![image](a.png)\n\n![image](b.png)\n",
    "links": "[Screenshot 1](a.png) | [Screenshot 2](b.png)\n",
    "HTML": '<p align="center">\n  <img src="a.png">\n  <img src="b.png">\n</p>\n',
    "table": "| ![](a.png) | ![](b.png) |\n|---|---|\n| before | after |\n",
    "prose": "I took [this](a.png) first and [that](b.png) later.\n",
}


@pytest.mark.parametrize("text", GALLERIES.values(), ids=GALLERIES)
def test_what_stands_together_is_one_item(text: str) -> None:
    assert found(f"# M\n\n## Evidence\n\n{text}\n## Reflection\n\n{STAR}") == [("a.png", "b.png")]


def test_a_link_behind_words_that_somebody_said_is_evidence_of_them() -> None:
    said = '> "She works well with others", [letter](letter of recommendation.pdf)\n'
    assert found(f"# Page\n\n## References\n\n{said}") == [("letter of recommendation.pdf",)]


def test_each_module_has_its_own() -> None:
    module = "## {n}. Module {n}x\n\n### Evidence\n\n![](a{n}.png)\n\n### Reflection\n\n{star}\n"
    page = read_page("# All\n\n" + "".join(module.format(n=n, star=STAR) for n in (1, 2, 3)))
    assert [item.title for item in page.evidence] == ["Module 1x", "Module 2x", "Module 3x"]
    assert [one.title for one in page.reflections][1] == "Module 2x: Reflection"
    assert [one.evidence for one in page.reflections] == [(0,), (1,), (2,)]


@pytest.mark.parametrize(
    "text",
    [
        "# Aaa\n# Evidence\n![](a.png)\n# Reflection\n{0}\n# Bbb\n# Evidence\n![](b.png)\n# Reflection\n{0}",
        "## Aaa\n# Evidence\n![](a.png)\n# Reflection\n{0}\n## Bbb\n# Evidence\n![](b.png)\n# Reflection\n{0}",
        "# Evidence\n## Aaa\n![](a.png)\n## Bbb\n![](b.png)\n# Reflections\n## Aaa\n{0}\n## Bbb\n{0}",
        "# Aaa\n![](a.png)\n\n{0}\n# Bbb\n\n{0}\n![](b.png)\n",
        "**Aaa**\n\n**Evidence**\n\n![](a.png)\n\n**Reflection**\n\n{0}\n**Bbb**\n\n**Evidence**\n\n![](b.png)\n\n**Reflection**\n\n{0}",
        "Aaa\n\nEvidence\n\n![](a.png)\n\nReflection\n\n{0}\nBbb\n\nEvidence\n\n![](b.png)\n\nReflection\n\n{0}",
        "<details><summary>Aaa</summary>\n\n### Evidence\n![](a.png)\n\n{0}\n\n</details>\n\n<details>\n<summary>Bbb</summary>\n\n### Evidence\n![](b.png)\n\n{0}\n</details>\n",
    ],
)  # fmt: skip
def test_whatever_the_levels_each_reflection_is_about_its_module(text: str) -> None:
    page = read_page(text.format(STAR))
    assert [item.title for item in page.evidence] == ["Aaa", "Bbb"]
    assert [one.title.partition(":")[0] for one in page.reflections] == ["Aaa", "Bbb"]
    assert [one.evidence for one in page.reflections] == [(0,), (1,)]


TITLES = [
    ("## Evidence\n\n[Career%20report](Files/Career%20report.pdf)", "Career report"),
    ("![image](x.png)", "M"),
    ("![Alt text description](x.png)", "M"),
    ("![Screenshot 2025-05-23 210056](x.png)", "M"),
    ("[Click here](x.png)", "M"),
    ("[View](https://youtu.be/x)", "M"),
    ("https://youtu.be/x", "M"),
    ("[Click here to view my action plan](x.png)", "Action plan"),
    ("![Chat with a customer](x.png)", "Chat with a customer"),
    ("[certificate](x.png)", "M: certificate"),
    ("**2. The e-mail**\n\n![image](x.png)", "2. The e-mail"),
    ("The e-mail:\n![image](x.png)", "The e-mail"),
    ("**Evidence:** the e-mail: [here](x.png)", "the e-mail"),
    ("![Networking](x.png)", "M"),  # copied from another module
    ("[C++ *plan* \\[b\\] 2](x.png)", "C++ plan \\[b\\] 2"),
    # What stands before the link, as a reader sees it.
    *(
        (f"{before} ![image](x.png)", "My goals")
        for before in (
            "[My goals](#goals)",
            "[My goals](<#the goals>)",
            '[My goals](#goals "or (none)"):',
            "**[My goals](#goals)**",
            "- [My goals](#goals) –",
            "[**My** goals][]",
            "[My goals]",
            '<a href="#goals">My goals</a>',
            "My `goals`",
            "**My goals",
            "My goals ![](#)",
        )
    ),
    (r"[a\*b my_own](#goals) ![image](x.png)", r"a\*b my_own"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_what_an_item_is_called(text: str, title: str) -> None:
    page = read_page(
        f"# M\n\n## Evidence\n\n{text}\n\n## Reflection\n\n{STAR}\n\n# Networking\n\nx\n"
    )
    assert [item.title for item in page.evidence] == [title]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[Certificate of it](x.pdf)", "certificate"),
        ("[Career quiz](x.png)", "assessment"),
        ("[Watch](https://youtu.be/x)", "recording"),
        ("[Me](x.MP4)", "recording"),
        ("![Interview video](x.png)", "artefact"),
        ("[Poster](x.png)", "artefact"),
        ("[Badge of honour](https://www.credly.com/badges/1)", "certificate"),
        ("[Capstone project](x.zip)", "project"),
        ("[Workshop](x.jpg)", "activity"),
    ],
)
def test_of_what_kind_it_is(text: str, kind: str) -> None:
    assert [item.kind for item in read_page(f"## Evidence\n\n{text}\n").evidence] == [kind]


# -- what is meant

MEANT = {
    "a label below a list": "**Situation:** a\n\n**Task:** b\n\n**Action:**\n- c\n- d\n**Result:**\ne\n",
    "a label below a quotation": "**Situation:** a\n\n**Task:** b\n\n**Action:**\n> c\n> d\n**Result:**\ne\n",
    "a rule without a blank line": "**Situation:** a\n**Task:** b\n**Action:**\n- c\n- d\n\n**Result:**\ne.\n---\n",
    "a label that is indented": "**Situation:** a\n\n    **Task:** b\n\n**Action:** c\n\n    **Result:** e\n",
}  # fmt: skip


@pytest.mark.parametrize("text", MEANT.values(), ids=MEANT)
def test_what_is_meant_is_read_and_written(text: str) -> None:
    text = f"# M\n\n## Reflection\n{text}"
    (one,) = read_page(text).reflections
    assert [*one.parts] == ["situation", "task", "action", "result"]
    assert [one.parts[name].rstrip(".") for name in ("situation", "task", "result")] == [*"abe"]
    assert "c" in one.parts["action"]
    inside = "\n".join(line.text for line in one.body)
    assert read_page(f"## Reflection\n\n{inside}\n").reflections[0].parts == one.parts


# -- notes and passages


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# M\n\n## Evidence\n\nThe evidence is in the repo.\n", 3, "link to it"),
        ("# M\n\n## Evidence\n\n## Reflection\n", 3, "nothing stands"),
        ("# M\n\n[Insert link to your certificate]\n", 3, "template"),
        ("# M\n\n## Evidence\n\n[My CV](your-link-here)\n", 5, "template"),
        ("# M\n\n## Evidence\n\n![image](a.png)\n", 5, "does not say"),
        (f"# M\n\n{STAR}\n# M\n\n{STAR}", 13, "line 3 already"),
    ],
)
def test_what_the_author_has_to_look_at_is_noted(text: str, line: int, words: str) -> None:
    notes = [(note.line, note.message) for note in read_page(text).notes]
    assert any(number == line and words in message for number, message in notes), notes


@pytest.mark.parametrize(
    "text",
    [
        "Aprendí todo lo que pude.",
        "[Add me on LinkedIn](https://example.org/ann)",
        "[Write a report](files/report.pdf)",
        "![A screen with a comment](files/add-a-comment.png)",
        "```python\n# TODO: {{ name }} [link]\n```",
        "- one\n\n      TODO in code\n",
    ],
)
def test_what_only_looks_like_a_template_is_left_alone(text: str) -> None:
    page = read_page(f"# M\n\n## Evidence\n\n{text}\n\n[cv](cv.pdf)\n")
    assert not [note for note in page.notes if "template" in note.message]


@pytest.mark.parametrize(
    ("text", "topic", "lines"),
    [
        ("# P\n\n## 👋 About Me\n\nI am.\n\n## CV\n\n[CV](cv.pdf)\n", Topic.ABOUT, range(3, 6)),
        ("# P\n\n## Contact\n\na@example.org\n", Topic.CONTACT, range(3, 6)),
        ("# P\n\n## CV\n\n### Education\n\nSchool.\n", Topic.CV, range(3, 8)),
        ("# P\n\n## Find me on\n\n[x](https://github.com/x)\n", Topic.PROFILES, range(3, 6)),
        ("# P\n\n## Modules\n\n- [a](a.md)\n- [b](b.md)\n- [c](c.md)\n", Topic.INDEX, range(3, 8)),
        ("# P\n\n**Name:** N\n**Student number:** 1\n\ntext\n", Topic.COVER, range(3, 5)),
    ],
)
def test_what_else_a_page_holds(text: str, topic: Topic, lines: range) -> None:
    passages = {one.topic: one.lines for one in read_page(text).passages}
    assert passages[topic] == lines


# -- as directives


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"# N\n\n## Evidence\n\n[My plan](a.png)\n\n## Reflection\n\n{STAR}",
            "# N\n\n## Evidence\n\n```{evidence} My plan\n:name: my-plan\n:file: a.png\n"
            ":alt: My plan\n```\n\n\n## Reflection\n\n```{star-reflection} N: Reflection\n"
            f":evidence: my-plan\n\n{STAR}```\n",
        ),
        (
            "## Evidence\n\n![Both](a.png)\n![image](b.png)\n\nHere is one more: ![c d](c.png)\n",
            "## Evidence\n\n```{evidence} Both\n:file: a.png\n:alt: Both\n:file: b.png\n"
            ":file: c.png\n:alt: c d\n\nHere is one more:\n```\n",
        ),
        (
            "## Evidence\n\n[One](https://youtu.be/1) and [two](https://youtu.be/2)\n",
            "## Evidence\n\n```{evidence} One\n:kind: recording\n:url: https://youtu.be/1\n\n"
            "[One](https://youtu.be/1) and [two](https://youtu.be/2)\n```\n",
        ),
        (
            "# M\n\n## Evidence\n\n### 1. Code `x`\n\n[Code](b.py)\n\n:name: text\n\n```\nx\n```\n",
            "# M\n\n## Evidence\n\n````{evidence} 1. Code x\n:file: b.py\n:caption: Code\n\n\\:name: text\n\n```\nx\n```\n"
            "````\n",
        ),
        (
            "## Evidence\n\n[a b][c]\n\n[c]: d.png\n\nMore.\n",
            "## Evidence\n\n```{evidence} a b\n:file: d.png\n:alt: a b\n\nMore.\n```\n\n"
            "[c]: d.png\n",
        ),
        (
            "##Words\n\n- ![a](b.png)\n- a note\n",
            "## Words\n\n```{evidence} Words\n:file: b.png\n\n- a note\n```\n",
        ),
        (
            "## R\n\n**Challenge:** a a\n\n**Action:** b b\n\n**Result:** c c\n",
            "## R\n\n```{reflection} R: CAR\n:model: car\n\n**Challenge:** a a\n\n"
            "**Action:** b b\n\n**Result:** c c\n```\n",
        ),
        ("Just\nwords  \n", "Just\nwords  \n"),
        ("", ""),
    ],
)
def test_a_page_becomes_one_with_directives(text: str, expected: str) -> None:
    assert made(text) == expected


def test_a_title_with_backticks_stands_behind_tildes() -> None:
    part = Directive("evidence", "My `for`", 1, (), ())
    assert as_markdown([part]) == "~~~{evidence} My `for`\n~~~\n"


def test_names_are_asked_for_once_and_can_be_made_unique() -> None:
    text = f"# N\n\n## Evidence\n\n[My plan](a.png)\n\n## Reflection\n\n{STAR}"
    page = segments(read_page(text), text, option_of, lambda name: f"n-{name}")
    options = [line.text for part in page if isinstance(part, Directive) for line in part.options]
    assert ":name: n-my-plan" in options
    assert ":evidence: n-my-plan" in options


def test_a_target_without_an_option_stays_in_the_text() -> None:
    text = "## Evidence\n\n![My plan](a.png)\n"
    page = segments(read_page(text), text, lambda _target: None)
    assert as_markdown(page) == "## Evidence\n\n```{evidence} My plan\n![My plan](a.png)\n```\n"


def test_a_page_with_directives_stays_as_it_is() -> None:
    text = f"```{{evidence}} A\n:file: a.png\n```\n\n# Other\n\n## Evidence\n\n![](x.png)\n\n{STAR}"
    assert not read_page(text).evidence
    assert made(text) == text


# -- any text

PIECES = (
    *("# Module One\n\n", "## Evidence\n\n", "### 1. Quiz\n\n", "**Evidence:** [a](b.pdf)\n"),
    *("![image](x y.png)\n", "![Good words](a.png)\n\n", "[Certificate](c.pdf)\n\n"),
    *("- [One](1.pdf)\n- [Two](2.pdf)\n\n", "Some prose that goes on.\n\n", "## Reflection (STAR)\n\n"),
    *("**Situation:** I was\n\n", "**Task:**\nto do\n\n", "**Action**: did\n", "**Result:** done.\n\n"),
    *("### Situation\n\n", "### Task\n\ntext\n\n", "### Action\n\n", "### Result\n\nfoo\n\n", "---\n\n"),
    *("> quote\n\n", "## Summary\n\ntext\n\n", "**Next steps:** more\n\n", "</details>\n\n", "<!-- c -->\n"),
    *("<details>\n<summary>Evidence</summary>\n\n", '<div align="center">\n\n', "</div>\n\n", "\\", "*"),
    *('<img src="q.png" alt="Q">\n', '<a href="l.pdf">link</a>\n\n', "```\ncode\n```\n\n", "\n", "\n\n"),
    *("* S: a\n* T: b\n* A: c\n* R: d\n\n", "| Situation | a |\n|---|---|\n| Task | b |\n| Action | c |\n"),
    *("##Heading\n", "Evidence\n", "Evidence: see https://youtu.be/abc\n", "text ", "**1. Email**\n\n"),
    *(":file: x\n", "[r]: d.pdf\n\n", "[ref][r]\n\n", "## Contact\n\n[me](mailto:a@b)\n\n", "`` ` ``\n"),
    *("<h2>2️⃣ Interview</h2>\n", "**Bold** `code` ~~~\n", ":::note\n", "_x_ ", "## `code` head\n\n"),
    *("###### 🎯 Emoji\n\n", "1. **Situation:** a\n2. **Task:** b\n\n", "    indented\n\n", "\r\n", "\0"),
    *("- item\n  ![in](i.png)\n\n", "---\ntitle: x\n---\n", "S - Situation\ntext\n\n", "\u2028", "\ufeff"),
)  # fmt: skip
ANY = st.one_of(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.text(max_size=60))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


@settings(deadline=None, max_examples=150)
@given(ANY)
@example("![Good words](a.png)\n\n" * 3)
def test_any_text_keeps_its_words_and_is_read_once(text: str) -> None:
    page = read_page(text)
    items: list[PlainEvidence | PlainReflection] = [*page.evidence, *page.reflections]
    items.sort(key=lambda item: item.lines.start)
    at = 1
    for item in items:
        assert at <= item.lines.start < item.lines.stop
        assert list(dict.fromkeys(line.number for line in item.body)) == list(item.lines)
        assert "\n" not in item.title
        at = item.lines.stop
    assert all(item.kind in KINDS for item in page.evidence)
    assert all(part in MODELS[one.model].part_ids for one in page.reflections for part in one.parts)
    result = made(text, page)
    # Addresses move to options; tags and labels of references are marks.
    marks = words(
        "img src alt q png a href l pdf p r "
        + " ".join(target.written for item in page.evidence for target in item.targets)
    )
    lost = words(text) - words(result) - words(" ".join(note.message for note in page.notes))
    assert not set(lost) - set(marks)
    assert made(result) == result


@settings(deadline=None, max_examples=100)
@given(ANY)
def test_every_line_of_a_text_is_in_one_segment(text: str) -> None:
    page = segments(read_page(text), text, option_of)
    numbers = Counter(
        line.number for part in page if isinstance(part, Words) for line in part.lines if line.text
    )
    assert all(count == 1 for count in numbers.values())


MANY = {
    "modules": f"## M\n\n### Evidence\n\n![](a.png)\n\n### Reflection\n\n{STAR}\n",
    "labels": "**Situation:** a\n",
    "headings": "# Evidence\n",
    "links": "[a](b.pdf) ",
    "folds": "<details>\n<summary>Evidence</summary>\n\n",
    "brackets": "[",
    "html": "<div><!--\n",
    "quotes": "> - ",
    "reflections": "**Reflection:**\n\n",
    "what": "What\n\nSo what\n\n",
    "definitions": "[a]: b\n",
    "table": "| Situation | [a](b.pdf) |\n|---|---|\n",
}


@pytest.mark.parametrize("piece", MANY.values(), ids=MANY)
def test_a_text_of_any_length_takes_time_in_proportion(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        start = time.process_time()
        made(text)
        return time.process_time() - start

    length = max(1, 1200 // len(piece))
    few = min(seconds(length) for _ in range(3))
    # The machine may be busy with something else; once is enough.
    assert any(seconds(8 * length) < 24 * few + 0.3 for _ in range(3))


# -- as students write


def written(text: str) -> str:
    return as_markdown(segments(read_page(text), text, option_of))


@pytest.mark.parametrize("again", ["[View full size](a.png)", "[The same](a.png)", "![](a.png)"])
def test_what_is_shown_already_is_no_second_item(again: str) -> None:
    text = f"# M\n\n## Evidence\n\n![My first aid certificate](a.png)\n\n{again}\n"
    assert [item.title for item in read_page(text).evidence] == ["My first aid certificate"]
    assert written(text).count(":file:") == 1
    assert not again.startswith("[") or again in written(text)


NESTED = """
- **Evidence:**
{0}- Certificates:
{0}{0}- [First Aid](a.png)
{0}{0}- [Fire](b.png)
{0}- Videos:
{0}{0}- [Mock interview](v.mp4)
- **Reflection:**
{0}- **Situation:** I was
{0}{0}- at work
{0}{0}{0}- at night
{0}- **Task:** to do
{0}- **Action:** did
{0}{0}1. one
{0}{0}{0}1. two
{0}- **Result:** done
"""


@pytest.mark.parametrize("margin", ["  ", "   ", "    ", "\t"])
def test_lists_in_lists_are_read_however_far_they_stand(margin: str) -> None:
    text = f"# P\n\n## Module\n{NESTED.format(margin)}"
    page = read_page(text)
    targets = [one.written for item in page.evidence for one in item.targets]
    assert targets == ["a.png", "b.png", "v.mp4"]
    (reflection,) = page.reflections
    assert [*reflection.parts] == ["situation", "task", "action", "result"]
    assert "two" in reflection.parts["action"]
    assert "\n- **Situation:** I was\n" in written(text)  # and not as code
    assert "\n- Certificates:\n" in written(text)


@pytest.mark.parametrize(
    "text",
    [
        "<details><summary>More</summary>\n\n![Other proof](a.png)\n\n</details>\n",
        '<div align="center">Words\n\n![Other proof](a.png)\n\n</div>\n\nMore.\n',
    ],
)
def test_html_ends_where_it_begins(text: str) -> None:
    made = written(f"# P\n\n## Evidence\n\nSome words.\n\n{text}")
    inside = made.partition("```{evidence}")[2].rpartition("```")[0]
    assert inside.count("<d") == inside.count("</d")


@pytest.mark.parametrize(
    "title", ['"My proof"', "'My proof'", "“My proof”", "„My proof“", "«My proof»", "‘My proof’"]
)
def test_the_title_of_a_link_may_have_quotation_marks_of_word(title: str) -> None:
    text = f"# M\n\n## Evidence\n\n![Chat with a customer](files/a.png {title})\n"
    (item,) = read_page(text).evidence
    assert [one.written for one in item.targets] == ["files/a.png"]


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("WhatsApp Image 2025-03-12 at 10.11.12.jpeg", "M"),
        ("WhatsAppChat.png", "WhatsApp Chat"),
        ("CareerReport.png", "Career Report"),
        ("IMG_20250312_101112.jpg", "M"),
    ],
)
def test_the_name_of_a_file_as_a_title(file: str, title: str) -> None:
    assert title_of_file(links_of(f"![]({file})")[0]) == ("" if title == "M" else title)
