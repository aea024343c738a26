"""What Sphinx, MyST and docutils say, in words for the author of a page.

The commonest messages have an entry each; all others are shown as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..faults import WarningType
from ..suggest import did_you_mean
from .findings import Group

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ..faults import Place

_OURS = {f"portfolio.{one.value}": Group(one.concern.value) for one in WarningType}
#: What authors use most, beside ours.
_DIRECTIVES = (
    *("admonition", "button-link", "card", "card-carousel", "caution", "code-block", "csv-table"),
    *("danger", "div", "dropdown", "epigraph", "error", "figure", "glossary", "grid", "grid-item"),
    *("grid-item-card", "hint", "image", "important", "include", "list-table", "literalinclude"),
    *("math", "note", "only", "raw", "rubric", "seealso", "sidebar", "tab-item", "tab-set"),
    *("table", "tip", "toctree", "topic", "video", "warning"),
)
_ROLES = (
    *("abbr", "cite", "doc", "download", "eq", "evidence", "file", "guilabel", "kbd", "math"),
    *("menuselection", "numref", "ref", "reflection", "skill", "sub", "sup", "term"),
)
_UNKNOWN_OPTION = re.compile(r"Unknown option keys?: [\['\"]*([\w-]+).*\(allowed: \[(.*)\]\)")
_QUOTED = re.compile(r"['\"“`]([^'\"”`]+)['\"”`]")


@dataclass(frozen=True, slots=True)
class Message:
    """One warning or error of a build: its type, its words, what is filled into them, its place."""

    type: str
    words: str
    filled: tuple[str, ...] = ()
    place: Place | None = None

    @property
    def subject(self) -> str:
        """What it is about: what is filled in first, else the first words in quotation marks."""
        if self.filled:
            return self.filled[0]
        match = _QUOTED.search(self.words)
        return match[1] if match else ""


@dataclass(frozen=True, slots=True)
class Known:
    """What there is: pages, names that links can use, and directives of ours."""

    pages: Collection[str] = ()
    names: Collection[str] = ()
    ours: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A message in words for authors; ``page`` is the one to look at, if it is another."""

    group: Group
    words: str
    page: str = ""


def told(message: Message, known: Known) -> Told:
    """A message in words for authors; our own have such words already."""
    if message.type in _OURS:
        return Told(_OURS[message.type], message.words)
    if message.type in _BY_TYPE:
        return _BY_TYPE[message.type](message, known)
    for pattern, group, words in _DOCUTILS if message.type in {"", "docutils"} else ():
        if re.match(pattern, message.words):
            return Told(group, words.format(message.subject))
    return Told(_GROUPS.get(message.type.partition(".")[0], Group.OTHERS), message.words)


# -- menus


def _no_menu(message: Message, known: Known) -> Told:
    return Told(
        Group.MENUS,
        "this page is in no menu, so readers find it by search only. Write its name into a "
        "{toctree}, such as that of the first page; or, if that is right, write 'orphan: true' "
        "between two lines of --- at the top of the page.",
    )


def _no_entry(message: Message, known: Known) -> Told:
    name = message.subject
    hint = did_you_mean(name, known.pages)
    return Told(
        Group.MENUS,
        f"the menu names a page {name!r}, which there is not.{hint} A name is seen from the folder "
        "of the page that holds the menu, and with a / in front from the folder of all pages.",
    )


def _no_title(message: Message, known: Known) -> Told:
    page = message.subject
    words = "this page has no heading, so no menu can show it. Begin it with '# ' and a title"
    return Told(Group.MENUS, f"{words} (a blank belongs after the #).", page)


def _excluded(message: Message, known: Known) -> Told:
    return Told(
        Group.MENUS,
        f"the menu names the page {message.subject!r}, which 'exclude_patterns' in conf.py leaves "
        "out. Take it out of one of them.",
    )


def _empty_glob(message: Message, known: Known) -> Told:
    return Told(
        Group.MENUS,
        "the menu has a pattern that fits no page. Look at the names of your pages and folders.",
    )


def _twice(message: Message, known: Known) -> Told:
    return Told(Group.MENUS, f"the menu names {message.subject!r} twice. Delete one of the two.")


def _in_two_menus(message: Message, known: Known) -> Told:
    return Told(
        Group.MENUS, f"this page is in two menus; it is shown in one. {_sentence(message.words)}"
    )


# -- pictures, files and links


def _no_picture(message: Message, known: Known) -> Told:
    name = unquote(message.subject)
    if "\\" in name:
        words = f"the picture {name!r} is not found. Write folders with '/', not with '\\'."
        return Told(Group.FILES, words)
    words = f"there is no picture {name!r}. Check capital letters and the ending of its name; the "
    return Told(Group.FILES, f"{words}name is seen from the folder of this page.")


def _no_download(message: Message, known: Known) -> Told:
    name = PurePosixPath(message.subject).name
    words = f"there is no file {name!r} to download. Check capital letters and the ending of its "
    return Told(Group.FILES, f"{words}name; the name is seen from the folder of this page.")


def _no_target(message: Message, known: Known) -> Told:
    # MyST begins with the kind of the link, in quotation marks, too.
    target = [message.subject, *_QUOTED.findall(message.words)][-1]
    path = unquote(target.partition("#")[0])
    if "\\" in path:
        return Told(Group.LINKS, f"{path!r}: write folders with '/', not with '\\'.")
    if path.endswith(".html"):
        words = f"a link leads to {path!r}. Name the page as it is in your folder: "
        return Told(Group.LINKS, f"{words}'{path.removesuffix('.html')}.md'.")
    if path.endswith((".md", ".rst", ".ipynb")):
        stem = path.rpartition(".")[0]
        words = f"a link leads to the page {path!r}, which there is not."
        return Told(Group.LINKS, f"{words}{did_you_mean(stem, known.pages)}")
    if "." in PurePosixPath(path).name:
        words = f"a link leads to the file {path!r}, which there is not. Check capital letters and "
        return Told(Group.LINKS, f"{words}the folder; the name is seen from that of this page.")
    words = f"a link leads to {target!r}, and nothing on any page is called so."
    return Told(Group.LINKS, f"{words}{did_you_mean(target, known.names)}")


def _two_targets(message: Message, known: Known) -> Told:
    words = f"a link may mean more than one thing. {_sentence(message.words)}"
    return Told(Group.LINKS, words)


# -- the text of pages


def _heading(message: Message, known: Known) -> Told:
    if "start at" in message.words:
        words = "the first heading of a page begins with one #, and those below it with ##."
    else:
        words = "a heading skips a level. One more # at a time: ## below #, ### below ##."
    return Told(Group.PAGES, words)


def _top(message: Message, known: Known) -> Told:
    return Told(
        Group.PAGES,
        "the lines between --- and --- at the top of the page cannot be read. Each is 'name: "
        "value'; put quotation marks around a value that holds a colon.",
    )


def _no_directive(message: Message, known: Known) -> Told:
    name = message.subject
    hint = did_you_mean(name, {*_DIRECTIVES, *known.ours})
    words = (
        f"there is no directive {{{name}}}.{hint} What stands in it is not shown. If it belongs "
    )
    words += "to an extension, add that to conf.py."
    return Told(Group.PAGES, words)


def _no_role(message: Message, known: Known) -> Told:
    name = message.subject
    return Told(Group.PAGES, f"there is no {{{name}}}`…`.{did_you_mean(name, _ROLES)}")


def _directive(message: Message, known: Known) -> Told:
    hint = ""
    if match := re.search(
        r"Unknown option keys?: '?\[?'?([\w-]+)'?\]?.*\(allowed: \[(.*)\]\)", message.words
    ):
        hint = did_you_mean(match[1], re.findall(r"'([\w-]+)'", match[2]))
        name = message.subject
        return Told(Group.OPTIONS, f"{name} has no option ':{match[1]}:'.{hint}")
    return Told(Group.OPTIONS, _sentence(message.words))


def _language(message: Message, known: Known) -> Told:
    name = message.subject
    words = f"no colours are known for the language {name!r} of a block of code. Write another "
    return Told(Group.PAGES, f"{words}after the backticks, or 'text'.")


def _footnote(message: Message, known: Known) -> Told:
    words = f"{_sentence(message.words)} Write its mark into the text, or delete the footnote."
    return Told(Group.PAGES, words)


def _substitution(message: Message, known: Known) -> Told:
    words = f"{_sentence(message.words)} Its value stands in 'myst_substitutions' in conf.py."
    return Told(Group.PAGES, words)


_BY_TYPE: dict[str, Callable[[Message, Known], Told]] = {
    "toc.not_included": _no_menu,
    "toc.not_readable": _no_entry,
    "toc.no_title": _no_title,
    "toc.excluded": _excluded,
    "toc.empty_glob": _empty_glob,
    "toc.duplicate_entry": _twice,
    "toc.multiple_toc_parents": _in_two_menus,
    "image.not_readable": _no_picture,
    "download.not_readable": _no_download,
    "myst.xref_missing": _no_target,
    "myst.xref_ambiguous": _two_targets,
    "ref.ref": _no_target,
    "ref.doc": _no_target,
    "ref.any": _no_target,
    "ref.numref": _no_target,
    "ref.term": _no_target,
    "ref.footnote": _footnote,
    "myst.header": _heading,
    "myst.topmatter": _top,
    "myst.directive_unknown": _no_directive,
    "myst.role_unknown": _no_role,
    "myst.directive_option": _directive,
    "myst.directive_parse": _directive,
    "myst.substitution": _substitution,
    "misc.highlighting_failure": _language,
}
_GROUPS = {
    "toc": Group.MENUS,
    "image": Group.FILES,
    "download": Group.FILES,
    "ref": Group.LINKS,
    "myst": Group.PAGES,
    "docutils": Group.PAGES,
    "design": Group.PAGES,
    "config": Group.CONFIGURATION,
    "app": Group.CONFIGURATION,
}
#: Messages of docutils have no types: how they begin, and what to say; "{}" is their subject.
_DOCUTILS: tuple[tuple[str, Group, str], ...] = (
    (
        r"Unknown target name: \"\d+\"",
        Group.LINKS,
        "the text has a mark [^{0}], and no footnote of that name. Write '[^{0}]: ' and the words "
        "on a line of their own below.",
    ),
    (
        r"Unknown target name",
        Group.LINKS,
        "a link names '{}', and nothing on this page is called so.",
    ),
    (
        r"Document (?:or section )?may not (?:begin|end) with a transition",
        Group.PAGES,
        "--- stands alone at the top or the end of the page. If lines about the page begin there, "
        "write a second --- below the last of them. Else delete it.",
    ),
    (
        r"Title (?:underline|overline) too short",
        Group.PAGES,
        "the line below a heading is shorter than the heading. Make it as long.",
    ),
    (
        r"Inline (?:literal|interpreted text|strong|emphasis|substitution)",
        Group.PAGES,
        "a mark such as * or ` begins here and does not end. Write the second one, or \\ before "
        "the first.",
    ),
    (
        r"(?:Explicit markup|Block quote|Bullet list|Definition list|Literal block|Field list)"
        r".*ends without a blank line",
        Group.PAGES,
        "an empty line is missing here, or the lines of a block do not all stand equally far in.",
    ),
    (
        r"Unexpected (?:indentation|section title)",
        Group.PAGES,
        "a line stands further in than the one above it. Move it to the left, or put an empty line "
        "above it.",
    ),
    (
        r"Duplicate explicit target name",
        Group.LINKS,
        "two things on this page are called '{}'. Rename one of them.",
    ),
    (
        r"Unknown directive type",
        Group.PAGES,
        "there is no directive '{}'. Correct its name; if it belongs to an extension, add that to "
        "conf.py.",
    ),
    (r"Unknown interpreted text role", Group.PAGES, "there is no role '{}'. Correct its name."),
)


def _sentence(words: str) -> str:
    """Words that end in a full stop."""
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
