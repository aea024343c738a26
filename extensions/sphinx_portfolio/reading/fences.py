"""The fences of a Markdown page, before it is parsed: misspelt, written otherwise, not closed.

One pass over the lines, which keeps each in its place. What was surely meant is read so, and said;
the rest is only said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..faults import Fault, Place, WarningType
from .slips import slip_in

if TYPE_CHECKING:
    from .directive_names import Directives

#: A fence anywhere, also in a list or a quotation: what stands before it, its marks, the rest.
_FENCE = re.compile(r"([ >]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?)(`{3,}|~{3,}|:{3,})(.*)", re.DOTALL)
_BULLET = re.compile(r"[ >]*(?:[-*+]|\d{1,9}[.)])\s")
#: What stands after the marks: a name, in braces or in what somebody takes for braces.
_INFO = re.compile(r"([\[{(<.\s]*)([^\W_][\w-]*):?\s*([\]})>]*)(.*)", re.DOTALL)
_OPTION = re.compile(r"\s*:([\w-]+):(?!`)")
#: So many blanks make code of a line.
_CODE_INDENT = 4
#: More blocks in each other are none that anybody meant.
_DEEPEST = 50


@dataclass(slots=True, eq=False)
class _Block:
    """A fence that was opened, at the line with the index ``at``.

    ``inside`` is the index of the first line in it that begins a block with marks that end it,
    ``end`` that of its own end, ``nearly`` that of a line that only looks like one; -1 if there is
    none. ``is_bare``: nothing stands after its marks. ``is_lost``: it ended with the block around.
    """

    at: int
    before: str
    marks: str
    is_code: bool
    is_bare: bool
    is_ours: bool
    inside: int = -1
    end: int = -1
    nearly: int = -1
    is_lost: bool = False

    def may_end_at(self, fence: re.Match[str]) -> bool:
        """Whether marks end it, if nothing follows them: as many, in the same quotation."""
        return fence[2].startswith(self.marks) and fence[1].count(">") == self.before.count(">")


def mend_fences(text: str, file: str, directives: Directives) -> tuple[str, list[Fault]]:
    """The text as it was meant, line for line, and what is wrong with it.

    :param file: where the text stands.
    """
    page = _Page(text.split("\n"), file, directives)
    page.read()
    page.settle()
    return "\n".join(page.lines), sorted(page.faults, key=lambda fault: fault.place.line)


@dataclass
class _Page:
    """A page on its way: ``opened`` blocks, the innermost last, and those ``holding`` another.

    ``lost`` are those that ended with the block around them. ``has_ours``: fences of other pages
    are not our business.
    """

    lines: list[str]
    file: str
    directives: Directives
    faults: list[Fault] = field(default_factory=list)
    opened: list[_Block] = field(default_factory=list)
    holding: list[_Block] = field(default_factory=list)
    lost: list[_Block] = field(default_factory=list)
    has_ours: bool = False

    def report(self, kind: WarningType, words: str, at: int) -> None:
        self.faults.append(Fault(kind, words, Place(self.file, at + 1)))

    def read(self) -> None:
        """Go through all lines."""
        in_comment = in_list = False
        for at, line in enumerate(self.lines):
            if in_comment or (line.startswith("<!--") and not self.in_code):
                in_comment = "-->" not in line
                continue
            if _BULLET.match(line):
                in_list = True
            elif line[:1].strip() and not self.opened:
                in_list = False
            match = _FENCE.match(line) if "```" in line or ":::" in line or "~~~" in line else None
            if match is None or (match[2][0] == ":" and not self.directives.has_colons):
                self.text(at)
            elif _indent(match[1]) >= _CODE_INDENT and not in_list:
                self.indented(at, match[3].strip())
            else:
                self.fence(at, match)

    @property
    def in_code(self) -> bool:
        return bool(self.opened) and self.opened[-1].is_code

    # -- lines that are no fence

    def text(self, at: int) -> None:
        """A line of text, which may be meant as a directive, a link or an end."""
        line = self.lines[at].rstrip()
        if self.opened and self.opened[-1].is_ours and line.endswith(self.opened[-1].marks):
            self.opened[-1].nearly = at
        if not self.in_code and (words := slip_in(line, self.directives)):
            self.report(WarningType.MARKUP_FORM, words, at)

    def indented(self, at: int, info: str) -> None:
        """A fence that stands so far in that Markdown takes it for code, or for text."""
        if not info:
            if self.opened:
                self.opened[-1].nearly = at
        elif not self.in_code and self.own(info):
            self.report(
                WarningType.MARKUP_FORM,
                "four blanks before a line make code of it, so this block is shown as it is "
                "written. Move all of its lines to the left.",
                at,
            )

    # -- fences

    def fence(self, at: int, match: re.Match[str]) -> None:
        marks, info = match[2], match[3].strip()
        if not info and self.closes(match, at):
            return
        if marks[0] == "`" and "`" in info:
            self.code_in_title(at, info)
            return
        top = self.opened[-1] if self.opened else None
        is_like_top = top is not None and top.may_end_at(match)
        if self.in_code and not (is_like_top and self.own(info)):
            return
        if len(self.opened) >= _DEEPEST:
            return
        name, is_code = self.name(at, match) if info else ("", marks[0] != ":")
        if top and is_like_top and top.inside < 0:
            top.inside = at
            self.holding.append(top)
        is_ours = name in self.directives.ours
        if is_ours:
            self.has_ours = True
            if at and self.is_option(at - 1) and not self.opened:
                self.outside(at - 1, "above the first line of the block")
        self.opened.append(_Block(at, match[1], marks, is_code, not info, is_ours))

    def closes(self, fence: re.Match[str], at: int) -> bool:
        """Whether marks with nothing after them end a block; then they do."""
        alike = [n for n, block in enumerate(self.opened) if block.may_end_at(fence)]
        if not alike:
            return False
        same = [n for n in alike if self.opened[n].marks == fence[2]]
        number = same[-1] if same else alike[0]
        closed = self.opened[number]
        closed.end = at
        for block in self.opened[number + 1 :]:
            block.is_lost = True
            self.lost.append(block)
        del self.opened[number:]
        if closed.is_ours and at + 1 < len(self.lines) and self.is_option(at + 1):
            self.outside(at + 1, "below the end of the block")
        return True

    def is_option(self, at: int) -> bool:
        match = _OPTION.match(self.lines[at])
        return match is not None and match[1].lower() in self.directives.options

    def outside(self, at: int, where: str) -> None:
        """Say that an option stands outside of the block that it belongs to."""
        words = f"an option stands {where}, so it is text. Move it into the block, directly below "
        self.report(WarningType.MISPLACED_OPTION, f"{words}its first line.", at)

    def own(self, info: str) -> str:
        """The directive of ours that is named after the marks of a fence, in any form."""
        match = _INFO.fullmatch(info)
        return self.directives.own(match[2]) if match else ""

    def code_in_title(self, at: int, info: str) -> None:
        if not self.in_code and info.startswith("{") and self.own(info.partition("`")[0]):
            self.report(
                WarningType.CODE_IN_TITLE,
                "a title behind three backticks cannot hold a backtick, so Markdown shows all of "
                "this block as text. Begin and end it with ':::' instead.",
                at,
            )

    def name(self, at: int, fence: re.Match[str]) -> tuple[str, bool]:
        """What a fence names, and whether it holds code; a slip in a name of ours is mended."""
        marks, info = fence[2], fence[3].strip()
        match = _INFO.fullmatch(info)
        if match is None:
            return "", marks[0] != ":"
        before, name, after, rest = match.groups()
        in_braces = before == "{" and after == "}"
        is_form = in_braces and (not rest or rest[0].isspace())
        own = self.directives.own(name)
        if is_form and own == name.lower():
            if own != name:  # capital letters are no fault
                self.write(at, fence, own, rest)
            return own, False
        if is_form and self.directives.is_known(name):
            return name, self.directives.holds_code(name)
        if not before and (not own or name in self.directives.bare):
            return own, marks[0] != ":" and not own
        meant = self.directives.meant(name) if in_braces else own
        if not meant:
            return "", not before.startswith("{") and marks[0] != ":"
        self.write(at, fence, meant, rest)
        if is_form:
            words = f"there is no directive {{{name}}}. It is read as {{{meant}}}; correct the "
            self.report(WarningType.MISSPELT_DIRECTIVE, f"{words}spelling.", at)
        else:
            # Without the title, which may not be for everybody who reads this.
            written = f"{marks}{before}{name}{after}"
            words = f"'{written}' is read as '{marks}{{{meant}}}'. Write the name in braces, "
            words += "directly behind the marks, and a blank before the title."
            self.report(WarningType.MARKUP_FORM, words, at)
        return meant, False

    def write(self, at: int, fence: re.Match[str], name: str, rest: str) -> None:
        """Write the first line of a directive as it should be."""
        self.lines[at] = f"{fence[1]}{fence[2]}{{{name}}} {rest.strip()}".rstrip(" ")

    # -- at the end of the page

    def settle(self) -> None:
        """Say which blocks are not closed.

        A block that holds one with its own marks is meant so if all are closed in the end; if not,
        its end was forgotten.
        """
        if not self.has_ours:
            return
        all_closed = not self.opened
        for block in self.lost:
            self.unclosed(block)
        for block in self.holding:
            if all_closed and block.end >= 0:
                self.lengthen(block)
            elif block.end < 0 and not block.is_lost:
                self.swallows(block)
        if self.opened and not self.holding:
            self.unclosed(*self.opened[:2])

    def lengthen(self, block: _Block) -> None:
        """Give a block longer marks than those in it."""
        inside = filter(None, map(_FENCE.match, self.lines[block.at + 1 : block.end]))
        marks = block.marks[0] * (max(len(match[2]) for match in inside) + 1)
        for at in (block.at, block.end):
            self.lines[at] = self.lines[at].replace(block.marks, marks, 1)
        self.report(
            WarningType.OPEN_FENCE,
            f"this block holds another, at line {block.inside + 1}, that ends it too early. It is "
            f"read as you meant it; begin and end it with {marks}.",
            block.at,
        )

    def swallows(self, block: _Block) -> None:
        """Say that a block is not closed before the next one, and close it if there is room."""
        next_line = block.inside + 1
        if block.is_bare:
            words = f"{block.marks} stands alone here and makes code of what follows, as far as "
            words += f"line {next_line}. Delete it; or, if this is code, write {block.marks} below."
        else:
            words = f"this block is not closed before the next one begins, at line {next_line}. "
            words += f"Write {block.marks} on a line of its own above that."
        self.report(WarningType.OPEN_FENCE, words, block.at)
        if block.at < block.inside - 1 and not self.lines[block.inside - 1].strip():
            self.lines[block.inside - 1] = f"{block.before}{block.marks}"

    def unclosed(self, block: _Block, within: _Block | None = None) -> None:
        """Say that a block is not closed.

        :param within: one in it that is not closed, either; a bare one is taken for its end.
        """
        nearly = block.nearly
        if within and within.is_bare:
            nearly = within.at
            self.lines[nearly] = f"{block.before}{block.marks}"
        where = f"Write {block.marks} on a line of its own where it should end."
        if nearly >= 0:
            where = f"Line {nearly + 1} looks like its end: write {block.marks} there, alone on a "
            where += "line and not moved in."
        words = f"the block that begins here is not closed, so what follows belongs to it. {where}"
        self.report(WarningType.OPEN_FENCE, words, block.at)


def _indent(before: str) -> int:
    return len(before) - len(before.lstrip(" "))
