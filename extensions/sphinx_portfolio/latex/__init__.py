"""How LaTeX typesets the nodes of items; the macros are in ``sphinxportfolio.sty``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.util import texescape

from .. import nodes as pf
from ..config import written
from ..domain import portfolio
from ..look.accent import DEFAULT, Accent, accent_of
from ..model import Evidence
from ..paper.design import design_card
from ..paper.title_page import title_page
from ..titles import words_of
from . import listings, networks
from .commands import wrap, written_as
from .escaping import described, documents, escaped
from .layout import REFERENCE, KeepHeadings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.latex import LaTeXTranslator

    from ..nodes import Visitors
    from ..paper.title_page import TitlePage

_ = get_translation("sphinx_portfolio")

STYLE = "sphinxportfolio"

# What Sphinx's own defaults do less well for a portfolio.
_DEFAULTS: dict[str, object] = {
    "latex_engine": "lualatex",  # emoji
    "latex_show_pagerefs": True,  # paper has no links
    "latex_use_xindy": False,
}


def register(app: Sphinx) -> None:
    """Give every PDF the look."""
    app.connect("config-inited", _ship_style)
    app.connect("build-finished", _describe)
    app.add_node(design_card, latex=wrap("\n\n\\begin{pfitem}\n", "\n\\end{pfitem}\n\n"))
    app.add_node(nodes.reference, override=True, latex=REFERENCE)
    app.add_post_transform(KeepHeadings)
    app.add_latex_package(STYLE, after_hyperref=True)


def _ship_style(_app: Sphinx, config: Config) -> None:
    texescape.init()  # Sphinx does so later, when the builder starts
    style = str(Path(__file__).parent / f"{STYLE}.sty")
    config.latex_additional_files = [*config.latex_additional_files, style]
    # What the owner says in conf.py or on the command line stays.
    said = {*written(config), *config.overrides}
    for name, value in _DEFAULTS.items():
        if name not in said:
            setattr(config, name, value)
    if "latex_documents" in said:
        config.latex_documents = documents(config)
    # The owner's own elements come last, so each of ours can be replaced.
    config.latex_elements = {**_elements(config), **config.latex_elements}


def _elements(config: Config) -> dict[str, str]:
    """Our defaults for ``latex_elements``."""
    contents, evidence = _("Contents"), _("List of evidence")
    colour = _accent(config.portfolio_accent).light.digits
    elements = {
        "papersize": f"{config.portfolio_paper}paper",
        "pointsize": "11pt",
        "extraclassoptions": "openany,oneside",
        "fncychap": "",
        "sphinxsetup": "TitleColor={HTML}{000000},"
        f"InnerLinkColor={{HTML}}{{{colour}}},OuterLinkColor={{HTML}}{{{colour}}}",
        "maxlistdepth": "10",
        "figure_align": "H",
        "secnumdepth": r"\setcounter{secnumdepth}{-1}",
        # Sphinx calls the contents like the first group of pages, such as "Modules".
        "tableofcontents": f"\\renewcommand\\contentsname{{{escaped(contents, config)}}}"
        "\\sphinxtableofcontents\n"
        f"\\portfoliolistofevidence{{{escaped(evidence, config)}}}",
    }
    if config.latex_engine in {"lualatex", "xelatex"}:
        elements["fontpkg"] = (Path(__file__).parent / "fonts.tex").read_text("utf-8")
    return elements


def _accent(value: object) -> Accent:
    """The accent that ``conf.py`` names, before its values are checked."""
    try:
        return accent_of(value) if isinstance(value, str) else DEFAULT
    except ValueError:
        return DEFAULT


def _describe(app: Sphinx, exception: Exception | None) -> None:
    """Write what the PDF says of itself, which is known only when all pages are read."""
    domain = portfolio(app.env)
    if exception is not None or not domain.medium.is_tex:
        return
    page = title_page(domain)
    keywords = ", ".join(skill.title for skill in domain.index.skills.values())
    lines = [
        f"\\hypersetup{{pdflang={{{described(app.config.language)}}}}}",
        f"\\AtBeginDocument{{\\hypersetup{{pdfsubject={{{described(page.line)}}}}}}}",
        f"\\AtBeginDocument{{\\hypersetup{{pdfkeywords={{{described(keywords)}}}}}}}",
        *_title_page(page, app.config),
        f"\\renewcommand*\\pfpagewords[1]{{{_page_words(app.config)}}}",
    ]
    if accent := domain.settings.accent:
        lines.append(f"\\definecolor{{pfAccent}}{{HTML}}{{{accent.light.digits}}}")
    if any(isinstance(record, Evidence) for record in domain.index.records):
        lines.append("\\portfolioevidencetrue")
    text = "% What the PDF says of itself.\n" + "".join(f"{line}\n" for line in lines)
    (Path(app.outdir) / "sphinxportfolio.cfg").write_text(text, "utf-8")


def _title_page(page: TitlePage, config: Config) -> Iterator[str]:
    """What the title page shows; the macros are ours, too."""

    def words(text: str) -> str:
        return escaped(" ".join(text.split()), config)

    yield f"\\renewcommand*\\portfolioline{{{words(page.line)}}}"
    if page.picture:
        yield f"\\renewcommand*\\portfoliopicture{{\\pfportrait{{{page.shape}}}{{{page.picture}}}}}"
    contacts = "".join(
        f"\\pfcontact{{{words(one.name)}}}{{{_link(one.uri, words(one.words))}}}"
        for one in page.contacts
    )
    yield f"\\renewcommand*\\portfoliocontacts{{{contacts}}}"
    yield f"\\renewcommand*\\portfoliodeclaration{{{words(page.declaration)}}}"
    yield f"\\renewcommand*\\portfoliodate{{{words(page.date)}}}"


def _page_words(config: Config) -> str:
    """The words for a page, with its number."""
    before, _sign, after = str(_("p. %s")).partition("%s")
    return f"{escaped(before, config)}#1{escaped(after, config)}"


def _link(uri: str, words: str) -> str:
    return f"\\href{{{described(uri)}}}{{{words}}}" if uri else words


def _visit_item(self: LaTeXTranslator, node: pf.portfolio_item) -> None:
    # A float inside a frame stops LaTeX, so figures stay where they are.
    self.no_latex_floats += 1
    self.body.append(f"\n\n\\begin{{{'pftop' if _in_pieces(node) else 'pfitem'}}}\n")


def _depart_item(self: LaTeXTranslator, node: pf.portfolio_item) -> None:
    self.no_latex_floats -= 1
    self.body.append(f"\n\\end{{{'pfbottom' if _in_pieces(node) else 'pfitem'}}}\n\n")


def _in_pieces(node: nodes.Element) -> bool:
    """Whether an item is a frame in pieces, which only works outside of other frames."""
    has_parts = any(isinstance(child, pf.reflection_parts) for child in node.children)
    return has_parts and not any(map(_is_frame, _ancestors(node)))


def _ancestors(node: nodes.Element) -> Iterator[nodes.Element]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _is_frame(node: nodes.Element) -> bool:
    return isinstance(node, pf.portfolio_item | nodes.Admonition | nodes.entry | nodes.list_item)


def _visit_parts(self: LaTeXTranslator, node: pf.reflection_parts) -> None:
    if _in_pieces(node.parent):
        self.body.append("\\end{pftop}\n")


def _depart_parts(self: LaTeXTranslator, node: pf.reflection_parts) -> None:
    following = node.next_node(descend=False, siblings=True)
    if _in_pieces(node.parent) and not isinstance(following, pf.reflection_tail):
        self.body.append("\\begin{pfbottom}\n")


def _depart_tail(self: LaTeXTranslator, node: pf.reflection_tail) -> None:
    self.body.append("\\end{pftail}\n")
    if _in_pieces(node.parent):
        self.body.append("\\begin{pfbottom}\n")


def _visit_title(self: LaTeXTranslator, node: pf.item_title) -> None:
    owner = pf.owner_of(node)
    target = self.hypertarget_to(owner, anchor=True)
    listed = "evidence" if isinstance(owner, pf.evidence_item) else "reflection"
    plain = self.escape(words_of(node))
    self.body.append(f"\\pftitle{{{listed}}}{{{plain}}}{{{target}}}{{")
    # Section commands inside a title would be fatal; so would targets of links.
    self.in_title = 1


def _depart_title(self: LaTeXTranslator, node: pf.item_title) -> None:
    self.in_title = 0
    self.body.append("}\n")


def _visit_image(self: LaTeXTranslator, node: pf.certificate_image) -> None:
    uri = node["uri"]
    if uri in self.builder.images:
        alt = self.escape(" ".join(node["alt"].split()))
        width = self.latex_image_length(node["width"]) if "width" in node else ""
        name = self.builder.images[uri]
        self.body.append(f"\\pfcertificate{{{alt}}}{{{width}}}{{{name}}}")
    raise nodes.SkipNode


def _visit_comma(self: LaTeXTranslator, node: pf.fact_comma) -> None:
    self.body.append("\\pfdot{}")
    raise nodes.SkipNode


def _visit_address(self: LaTeXTranslator, node: pf.web_address) -> None:
    # On paper the address has to be readable.
    self.body.append(f"\\sphinxurl{{{self.encode_uri(node['refuri'])}}}")
    raise nodes.SkipNode


def _visit_part(self: LaTeXTranslator, node: pf.reflection_part) -> None:
    last = node.parent[-1] is node
    mark = self.escape(node["mark"])
    if node.get("merged"):
        mark = f"\\pfmarks{{{mark}}}"
    self.body.append(f"\\begin{{pfpart}}{{{mark}}}{{{'last' if last else 'more'}}}\n")


def _depart_file_line(self: LaTeXTranslator, node: pf.file_line) -> None:
    self.body.append("}\n")
    # A file cannot be handed over on paper; the page that offers it can be found.
    owner = pf.owner_of(node)
    if page := portfolio(self.builder.env).medium.full_address(owner["docname"], owner["ids"][0]):
        self.body.append(f"\\pfonline{{{self.encode_uri(page)}}}\n")


VISITORS: Visitors = {
    pf.evidence_item: (_visit_item, _depart_item),
    pf.reflection_item: (_visit_item, _depart_item),
    pf.item_header: (pf.nothing, pf.nothing),
    pf.item_kind: wrap("\\pfkind{", "}\n"),
    pf.item_title: (_visit_title, _depart_title),
    pf.item_body: wrap("\n\n", "\n\n"),
    pf.item_foot: wrap("\\begin{pffoot}\n", "\\end{pffoot}\n"),
    pf.fact_list: wrap("\\begin{pffacts}\n", "\\end{pffacts}\n"),
    pf.fact: wrap("\\pffact{", "}\n"),
    pf.fact_name: wrap("", "}{"),
    pf.fact_value: (pf.nothing, pf.nothing),
    pf.fact_text: (pf.nothing, pf.nothing),
    pf.skill_list: (pf.nothing, pf.nothing),
    pf.skill_chip: wrap("\\pfskill{", "} "),
    pf.list_separator: (pf.skip, pf.nothing),
    pf.fact_comma: (_visit_comma, pf.nothing),
    pf.date_text: (pf.nothing, pf.nothing),
    pf.verbatim: (pf.nothing, pf.nothing),
    pf.web_link: written_as("reference"),
    pf.web_address: (_visit_address, pf.nothing),
    pf.certificate_image: (_visit_image, pf.nothing),
    pf.published_image: written_as("image"),
    pf.player: (pf.skip, pf.nothing),
    pf.file_set: wrap("\n\n\\begin{pffiles}\n", "\n\\end{pffiles}\n\n"),
    pf.small_figure: wrap("\\begin{pfsmallfigure}\n", "\n\\end{pfsmallfigure}\n"),
    pf.file_card: wrap("\n\n", "\n\n"),
    pf.file_line: (wrap("\n\n\\pffileline{", "")[0], _depart_file_line),
    pf.file_link: (pf.nothing, pf.nothing),
    pf.reflection_parts: (_visit_parts, _depart_parts),
    pf.reflection_part: (_visit_part, wrap("", "\\end{pfpart}\n")[1]),
    pf.part_label: wrap("\\pflabel{", "}\n"),
    pf.part_body: (pf.nothing, pf.nothing),
    pf.reflection_tail: (wrap("\\begin{pftail}\n", "")[0], _depart_tail),
    pf.tail_remark: (pf.nothing, pf.nothing),
    pf.tail_label: wrap("\\pftaillabel{", "}\n"),
    **listings.VISITORS,
    **networks.VISITORS,
}
