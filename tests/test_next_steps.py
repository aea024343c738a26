"""What somebody wants to do next, as it stands below a reflection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project import CONFIG
from sphinx_portfolio.reading.account import names_next_steps
from sphinx_portfolio.reading.account.next_steps import dated

if TYPE_CHECKING:
    from collections.abc import Callable

    from project import Project

pytestmark = pytest.mark.newest

NEXT = [
    "Next steps:",
    "next step",
    "🚀 NEXT STEPS",
    "My next steps",
    "What's next?",
    "What’s next",
    "Follow-up",
    "Volgende stappe",
    "Vervolgstappen",
    "Nächste Schritte",
    "Próximos pasos",
    "Prochaines étapes",
]
OTHER = ["Takeaways", "Situation", "Next", "Steps", "The step after next", "", "Result", "Stepping"]


@pytest.mark.parametrize("label", NEXT)
def test_a_label_names_next_steps(label: str) -> None:
    assert names_next_steps(label)


@pytest.mark.parametrize("label", OTHER)
def test_a_label_names_something_else(label: str) -> None:
    assert not names_next_steps(label)


@pytest.mark.parametrize(
    ("written", "due", "words"),
    [
        ("2026-03-01: Write to them", "2026-03-01", "Write to them"),
        ("2026-03 – Write to them", "2026-03", "Write to them"),
        ("Write to them (by 2026-3-1)", "2026-03-01", "Write to them"),
        ("Write to them (2026-03-01).", "2026-03-01", "Write to them"),
        ("Write to them, before 2026-03-01", "2026-03-01", "Write to them"),
        ("Write to them by 2026-03-01.", "2026-03-01", "Write to them"),
        ("Skryf vir hulle teen 2026-03-01", "2026-03-01", "Skryf vir hulle"),
        # No date, no such day, a date in the middle, nothing but a date.
        ("Write to them", "", "Write to them"),
        ("Write to them by 2026-02-30", "", "Write to them by 2026-02-30"),
        ("What I began on 2026-03-01 goes on", "", "What I began on 2026-03-01 goes on"),
        ("2026-03-01", "", "2026-03-01"),
        ("2026-03-01:", "", "2026-03-01:"),
        ("(by 2026-03-01)", "", "(by 2026-03-01)"),
        ("", "", ""),
    ],
)
def test_a_step_may_have_a_date(written: str, due: str, words: str) -> None:
    assert dated(written) == (due, words)


WHOLE = "**Situation:** one\n\n**Task:** two\n\n**Action:** three\n\n**Result:** four\n\n"
CASES: dict[str, tuple[str, list[str]]] = {
    "a paragraph": ("**Next steps:** Write to *them*.", ["Write to them."]),
    "a list": (
        "**Next steps:**\n\n- One (by 2026-03-01)\n- Two [x](https://example.org)",
        ["One", "Two x"],
    ),
    "a list in a list": (
        "**Next steps:**\n\n1. One\n   - Deeper\n2. Two",
        ["One", "Deeper", "Two"],
    ),
    "boxes": ("**Next steps:**\n\n- [x] Done\n  - Too\n- [ ] Open\n  - [x] Closed", ["Open"]),
    "more below": ("**Next steps:**\n\n- One\n\n**Takeaways:** Two", ["One"]),
    "a heading": ("### Next steps\n\nOne\n\nTwo", ["One", "Two"]),
    "something else": ("**Takeaways:** Two", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize("extension", ["tasklist", ""])
@pytest.mark.newest
def test_what_counts_as_a_step(project: Callable[..., Project], extension: str) -> None:
    pages = {
        f"p{number}.md": f"# P\n\n```{{star-reflection}} A\n{WHOLE}{tail}\n```\n\n"
        f"```{{follow-ups}}\n:page: p{number}\n:on: 2026-01-01\n```\n"
        for number, (tail, _found) in enumerate(CASES.values())
    }
    tree = project({"index.md": "# Home\n", **pages})
    known = [*CONFIG["myst_enable_extensions"], *filter(None, [extension])]  # type: ignore[misc]
    result = tree.build(myst_enable_extensions=known)
    rows = [result.soup(f"p{number}.html").select("tbody th") for number in range(len(CASES))]
    got = [[row.get_text(" ", strip=True) for row in those] for those in rows]
    assert got == [found for _tail, found in CASES.values()]
