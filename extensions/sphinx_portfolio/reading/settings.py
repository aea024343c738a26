"""The ``portfolio_*`` values of ``conf.py``: each declared once, with its check and its help.

A value that cannot be used costs one fault and is replaced by its default, so that a typing error
in ``conf.py`` never stops a build.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

from ..look.fonts import STACKS
from ..model import KINDS, Owner
from ..reflection_models import MODELS, ReflectionModel
from ..skills import Catalogue
from ..suggest import nearest
from . import conf_values as reads
from .conf_names import text_of
from .conf_values import Reading
from .pack import Pack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ..faults import Fault
    from ..look.accent import Accent

PREFIX = "portfolio_"


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of ``conf.py``: its name, its default, what is written and what becomes of it.

    ``rebuild`` is what Sphinx does again when it changes: ``env`` for all.
    """

    name: str
    default: object
    read: Callable[[Reading, object], Any]
    written: str
    effect: str
    rebuild: Literal["env", "html", ""] = "env"


def _setting(
    name: str,
    default: object,
    read: Callable[[Reading, object], Any],
    written: str,
    effect: str,
    empty: Callable[[], Any],
    rebuild: Literal["env", "html", ""] = "env",
) -> Any:
    """A field of `Settings`; ``empty`` makes what stands there when nothing is set."""
    declared = Setting(PREFIX + name, default, read, written, effect, rebuild)
    return field(default_factory=empty, metadata={"setting": declared})


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration as the rest of the code uses it.

    ``kinds`` maps each kind to the word a reader sees. ``picture`` is relative to the source
    folder.
    """

    kinds: Mapping[str, str] = _setting(
        "kinds",
        {},
        reads.kinds,
        "A dictionary of ids and words",
        "[More kinds of evidence](#kinds-of-your-own), or other words for the built-in ones",
        lambda: KINDS,
    )
    models: Mapping[str, ReflectionModel] = _setting(
        "reflection_models",
        {},
        reads.models,
        "A dictionary of ids and models",
        "[Reflection models of your own](#own-models)",
        lambda: MODELS,
    )
    catalogue: Catalogue = _setting(
        "skills",
        [],
        reads.catalogue,
        "A list of files, or of `work-readiness`, which comes with the extension",
        "[Skill catalogues](skills.md). Without any, every word is a skill",
        Catalogue,
    )
    declaration: str = _setting(
        "declaration",
        "",
        reads.line,
        "A sentence",
        "Says that the work is your own, in the [checklist](#declaration)",
        str,
    )
    owner: Owner | None = _setting(
        "owner",
        {},
        reads.owner,
        "A dictionary",
        "[Who you are](#owner), for your [home page](#portfolio-owner) and for search engines",
        lambda: None,
    )
    json: bool = _setting(
        "json",
        True,
        reads.yes_or_no,
        "`True` or `False`",
        "Whether a web site gets a [`portfolio.json`](#portfolio-json)",
        lambda: True,
    )
    audience: tuple[str, ...] = _setting(
        "audience",
        "public",
        reads.words,
        "A word, or a list of words",
        "[For whom](privacy.md#audience) this build is. What is for others only is left out",
        lambda: ("public",),
    )
    exclude: tuple[str, ...] = _setting(
        "exclude",
        [],
        reads.words,
        "A list of patterns, such as `drafts/*`",
        "[Pages](privacy.md#exclude) that are shown, but are no part of the portfolio",
        tuple,
    )
    plain_markdown: tuple[str, ...] = _setting(
        "plain_markdown",
        False,
        reads.pages,
        "`True`, or a list of patterns, such as `modules/*`",
        "The pages that are [read without directives](from-github.md#zero-edit): headings and "
        "bold labels tell what is evidence and what a reflection, and `README.md` is the home page",
        tuple,
    )
    site_builder: str = _setting(
        "site_builder",
        reads.SITE_BUILDERS[0],
        reads.site_builder,
        "`html`, `dirhtml` or `singlehtml`",
        "What makes your web site, for the addresses of its pages in [`resume.json`](#json-resume) "
        "and on [paper](pdf.md)",
        lambda: reads.SITE_BUILDERS[0],
    )
    publish: str = _setting(
        "publish",
        reads.REACHES[0],
        reads.reach,
        '`"items"`, `"all"` or `"off"`',
        "On which pages [pictures and downloads](files.md#publish) are made ready for readers: on "
        "those that hold evidence or reflections, on all, or on none",
        lambda: reads.REACHES[0],
    )
    light: bool = _setting(
        "light",
        False,
        reads.yes_or_no,
        "`True` or `False`",
        "Whether web pages are [made light](hand-in.md#light), for telephones and slow networks: "
        "every picture has less than 60 kB, and videos are left out",
        bool,
        "html",
    )
    file_name: str = _setting(
        "file_name",
        "{name}-Portfolio-{year}",
        reads.line,
        "Words, with `{name}` and `{year}` where you want them",
        "[What a file is called](hand-in.md#file-name) that you hand in",
        lambda: "{name}-Portfolio-{year}",
        "",
    )
    leak_check: str = _setting(
        "leak_check",
        reads.REACHES[0],
        reads.reach,
        '`"items"`, `"all"` or `"off"`',
        "On which pages the build [looks for what you should not give away](privacy.md#leak-check)",
        lambda: reads.REACHES[0],
    )
    known: tuple[str, ...] = _setting(
        "known",
        [],
        reads.words,
        "A list of words",
        "E-mail addresses and numbers that everybody may know",
        tuple,
    )
    student_numbers: tuple[str, ...] = _setting(
        "student_numbers",
        [],
        reads.patterns,
        r"A list of regular expressions, such as `r\"\d{9}\"`",
        "How student numbers look at your institution",
        tuple,
    )
    part_words: int = _setting(
        "part_words",
        20,
        reads.count,
        "A whole number",
        "A part of a reflection with fewer words is [called thin](check.md#hints); `0` calls "
        "none so",
        lambda: 20,
    )
    slow_collector: bool = _setting(
        "slow_collector",
        True,
        reads.yes_or_no,
        "`True` or `False`",
        "Whether Python may [look for garbage less often](building.md#speed) while a build runs",
        lambda: True,
    )
    fast_navigation: bool = _setting(
        "fast_navigation",
        True,
        reads.yes_or_no,
        "`True` or `False`",
        "Whether the menu of furo's pages is [made once](building.md#speed) for all of them",
        lambda: True,
    )
    accent: Accent | None = _setting(
        "accent",
        "",
        reads.accent,
        "A colour, such as `#0b6e6e` or `teal`",
        "[One colour](look.md#accent) for links, marks and chips, by day, by night and on paper",
        lambda: None,
    )
    font: str = _setting(
        "font",
        "",
        reads.font,
        f"{', '.join(f'`{name}`' for name in STACKS)}",
        "[The letters](look.md#font) of the web site",
        str,
    )
    credit: bool = _setting(
        "credit",
        True,
        reads.yes_or_no,
        "`True` or `False`",
        "Whether a line at the foot of pages says [what they are made with](look.md#credit)",
        lambda: True,
    )
    paper: str = _setting(
        "paper",
        reads.PAPERS[0],
        reads.paper,
        " or ".join(f'`"{name}"`' for name in reads.PAPERS),
        "The paper of the [PDF](pdf.md)",
        lambda: reads.PAPERS[0],
    )
    pdf_certificates: str = _setting(
        "pdf_certificates",
        reads.CERTIFICATES[0],
        reads.certificates,
        '`"figure"` or `"pages"`',
        "Whether [all pages of certificates](pdf.md#whole-certificates) that are PDF files follow "
        "at the end of the PDF",
        lambda: reads.CERTIFICATES[0],
        rebuild="",
    )
    pack: Pack = _setting(
        "pack",
        {},
        reads.pack,
        "A dictionary",
        "What the [application pack](pack.md) holds, and how large it may be",
        Pack,
        rebuild="",
    )
    subtitle: str = _setting(
        "subtitle",
        "",
        reads.line,
        "A line",
        "The line under the [title of the PDF](#pdf-look)",
        str,
    )
    picture: str = _setting(
        "picture",
        "",
        reads.path,
        "A file in the folder of your pages",
        "The picture on the [title page of the PDF](#pdf-look)",
        str,
    )
    date_format: str = _setting(
        "date_format",
        "%-d %B %Y",
        reads.date_format,
        "A format of `strftime`",
        "How a [full date](#date-format) is written",
        lambda: "%-d %B %Y",
    )


SETTINGS: dict[str, Setting] = {
    one.metadata["setting"].name: one.metadata["setting"] for one in fields(Settings)
}


def read_settings(
    values: Mapping[str, object], srcdir: Path, conf_py: Path
) -> tuple[Settings, list[Fault]]:
    """Read and check the values.

    :param values: by name; those that are missing have their default.
    :param srcdir: the source folder, which files are named from.
    :param conf_py: the file that the values come from.
    """
    reading = Reading(srcdir, text_of(conf_py), str(conf_py))
    found: dict[str, Any] = {}
    for one in fields(Settings):
        setting: Setting = one.metadata["setting"]
        reading.name, reading.default = setting.name, setting.default
        found[one.name] = setting.read(reading, values.get(setting.name, setting.default))
    for name in sorted(set(values) - SETTINGS.keys()):
        reading.add(
            f"conf.py: there is no value {name!r}.{nearest(name, SETTINGS)} It is ignored.", name
        )
    return Settings(**found), reading.faults
