"""How LaTeX typesets the nodes of items; the macros are in ``sphinxportfolio.sty``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.util import texescape

from .. import nodes as pf
from ..artefacts import find
from ..artefacts.printing import for_print
from ..config import refuse, written
from ..domain import portfolio
from ..model import Evidence
from ..titles import words_of
from .design import PrintDesign, design_card
from .escaping import described, documents, escaped
from .layout import KeepHeadings
from .pictures import PrintCards, PrintDocuments, PrintPictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.latex import LaTeXTranslator

    from ..nodes import Visitor, Visitors

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
    app.add_node(design_card, latex=_wrap("\n\n\\begin{pfitem}\n", "\n\\end{pfitem}\n\n"))
    app.add_post_transform(PrintDesign)
    app.add_post_transform(KeepHeadings)
    app.add_post_transform(PrintPictures)
    app.add_post_transform(PrintDocuments)
    app.add_post_transform(PrintCards)
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
    evidence = _("List of evidence")
    elements = {
        "papersize": "a4paper",
        "pointsize": "11pt",
        "extraclassoptions": "openany,oneside",
        "fncychap": "",
        "sphinxsetup": "TitleColor={HTML}{000000},"
        "InnerLinkColor={HTML}{0B6E6E},OuterLinkColor={HTML}{0B6E6E}",
        "maxlistdepth": "10",
        "figure_align": "H",
        "secnumdepth": r"\setcounter{secnumdepth}{-1}",
        "tableofcontents": "\\sphinxtableofcontents\n"
        f"\\portfoliolistofevidence{{{escaped(evidence, config)}}}",
    }
    if config.latex_engine in {"lualatex", "xelatex"}:
        elements["fontpkg"] = (Path(__file__).parent / "fonts.tex").read_text("utf-8")
    return elements


def _describe(app: Sphinx, exception: Exception | None) -> None:
    """Write what the PDF says of itself, which is known only when all pages are read."""
    domain = portfolio(app.env)
    if exception is not None or not domain.medium.is_paper:
        return
    subtitle = domain.settings.subtitle
    keywords = ", ".join(skill.title for skill in domain.index.skills.values())
    lines = [
        f"\\hypersetup{{pdflang={{{described(app.config.language)}}}}}",
        f"\\AtBeginDocument{{\\hypersetup{{pdfsubject={{{described(subtitle)}}}}}}}",
        f"\\AtBeginDocument{{\\hypersetup{{pdfkeywords={{{described(keywords)}}}}}}}",
        f"\\renewcommand*\\portfolioline{{{escaped(subtitle, app.config)}}}",
    ]
    if any(isinstance(record, Evidence) for record in domain.index.records):
        lines.append("\\portfolioevidencetrue")
    if picture := _picture(app, domain.settings.picture):
        lines.append(f"\\renewcommand*\\portfoliopicture{{{picture}}}")
    text = "% What the PDF says of itself.\n" + "".join(f"{line}\n" for line in lines)
    (Path(app.outdir) / "sphinxportfolio.cfg").write_text(text, "utf-8")


def _picture(app: Sphinx, path: str) -> str:
    """Put the picture for the title page beside the LaTeX source; its name there."""
    if not path:
        return ""
    try:
        find(app.srcdir, path)
        return for_print(app.srcdir / path, Path(app.outdir), (1.6, 1.6)).name
    except (ImportError, OSError, ValueError) as error:
        refuse("portfolio_picture", f"{path!r}: {error}")
        return ""


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


def _visit_card_image(self: LaTeXTranslator, node: pf.card_image) -> None:
    if node["uri"] in self.builder.images:
        self.body.append(f"\\pfpicture{{{self.builder.images[node['uri']]}}}")
    raise nodes.SkipNode


def _visit_text(self: LaTeXTranslator, node: pf.listing_text) -> None:
    in_cell = isinstance(node.parent, nodes.entry) and node.parent.index(node) > 0
    self.body.append("\\pfunder{" if in_cell else "\n\n\\pfquiet{")


def _depart_row(self: LaTeXTranslator, node: pf.listing_row) -> None:
    self.depart_row(node)
    if node.next_node(descend=False, siblings=True):
        self.body.append("\\pfrow\n")


def _visit_listing(self: LaTeXTranslator, node: pf.listing_block) -> None:
    if node["ids"]:
        self.body.append(f"\n\n{self.hypertarget_to(node)}")


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


def _depart_fact(self: LaTeXTranslator, node: pf.fact) -> None:
    self.body.append("}\n")
    if node["kind"] != "file":
        return
    # A file cannot be handed over on paper; the page that offers it can be found.
    owner = pf.owner_of(node)
    if page := portfolio(self.builder.env).medium.full_address(owner["docname"], owner["ids"][0]):
        self.body.append(f"\\pfonline{{{self.encode_uri(page)}}}\n")


def _wrap(before: str, after: str) -> tuple[Visitor, Visitor]:
    """Visit and depart functions that write something before and after a node."""

    def visit(self: LaTeXTranslator, node: nodes.Element) -> None:
        self.body.append(before)

    def depart(self: LaTeXTranslator, node: nodes.Element) -> None:
        self.body.append(after)

    return visit, depart


def _as(name: str) -> tuple[Visitor, Visitor]:
    """Visit and depart functions that write a node as the docutils node of that name."""

    def visit(self: LaTeXTranslator, node: nodes.Element) -> None:
        getattr(self, f"visit_{name}")(node)

    def depart(self: LaTeXTranslator, node: nodes.Element) -> None:
        getattr(self, f"depart_{name}")(node)

    return visit, depart


VISITORS: Visitors = {
    pf.evidence_item: (_visit_item, _depart_item),
    pf.reflection_item: (_visit_item, _depart_item),
    pf.item_header: (pf.nothing, pf.nothing),
    pf.item_kind: _wrap("\\pfkind{", "}\n"),
    pf.item_title: (_visit_title, _depart_title),
    pf.item_body: _wrap("\n\n", "\n\n"),
    pf.item_foot: _wrap("\\begin{pffoot}\n", "\\end{pffoot}\n"),
    pf.fact_list: _wrap("\\begin{pffacts}\n", "\\end{pffacts}\n"),
    pf.fact: (_wrap("\\pffact{", "")[0], _depart_fact),
    pf.fact_name: _wrap("", "}{"),
    pf.fact_value: (pf.nothing, pf.nothing),
    pf.fact_text: (pf.nothing, pf.nothing),
    pf.skill_list: (pf.nothing, pf.nothing),
    pf.skill_chip: _wrap("\\pfskill{", "} "),
    pf.list_separator: (pf.skip, pf.nothing),
    pf.date_text: (pf.nothing, pf.nothing),
    pf.verbatim: (pf.nothing, pf.nothing),
    pf.web_link: _as("reference"),
    pf.web_address: (_visit_address, pf.nothing),
    pf.certificate_image: (_visit_image, pf.nothing),
    pf.listing_block: (_visit_listing, pf.nothing),
    pf.listing_view: _wrap("\n\n\\begin{pflisting}\n", "\n\\end{pflisting}\n\n"),
    pf.card_list: _wrap("\\begin{pfcards}\n", "\\end{pfcards}\n"),
    pf.card: _wrap("\\begin{pfcard}\n", "\\end{pfcard}\n"),
    pf.card_top: _wrap("\\pfcardtop{", "}\n"),
    pf.card_image: (_visit_card_image, pf.nothing),
    pf.card_title: _wrap("\\pfcardtitle{", "}\n"),
    pf.listing_row: (_as("row")[0], _depart_row),
    pf.listing_cell: _as("entry"),
    pf.listing_text: (_visit_text, _wrap("", "}\n")[1]),
    pf.timeline: _as("definition_list"),
    pf.entry_list: _as("bullet_list"),
    pf.skill_status: _as("paragraph"),
    pf.reflection_parts: (_visit_parts, _depart_parts),
    pf.reflection_part: (_visit_part, _wrap("", "\\end{pfpart}\n")[1]),
    pf.part_label: _wrap("\\pflabel{", "}\n"),
    pf.part_body: (pf.nothing, pf.nothing),
    pf.reflection_tail: (_wrap("\\begin{pftail}\n", "")[0], _depart_tail),
    pf.tail_remark: (pf.nothing, pf.nothing),
    pf.tail_label: _wrap("\\pftaillabel{", "}\n"),
}
