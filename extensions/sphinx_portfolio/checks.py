"""What can only be seen when all pages are read, and what an unresolved reference meant."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sphinx.util import logging

from .domain import PortfolioDomain, portfolio
from .faults import Place
from .kept_records import EVIDENCE_INDEX, SKILLS_INDEX
from .model import Evidence, object_type
from .names import slug
from .selection import OWNER, unknown_values
from .suggest import nearest
from .warnings import WarningType, warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    from .selection import Listing

_logger = logging.getLogger(__name__)


def register(app: Sphinx) -> None:
    """Connect the events."""
    app.connect("env-check-consistency", check_consistency)
    app.connect("warn-missing-reference", _explain_missing)


def check_consistency(_app: Sphinx, env: BuildEnvironment) -> None:
    """Report what can only be seen when all pages are read."""
    domain = portfolio(env)
    check_names(domain)
    check_filters(domain)
    check_pages(domain)
    check_owner(domain)
    report_gaps(domain)


def check_names(domain: PortfolioDomain) -> None:
    """Names that two items, listings or network maps claim, with both places."""
    for first, again in domain.index.duplicates:
        place = Place(str(domain.env.doc2path(again.docname)), again.line)
        _warn_of_duplicate(domain, again.name, first.docname, place, f":{first.line}")
    owners = {record.name: record.docname for record in domain.index.linked}
    for one in filter(lambda one: one.name, domain.all_listings()):
        if one.name in owners:
            place = dict(one.places)["name"]
            _warn_of_duplicate(domain, one.name, owners[one.name], place)
        owners.setdefault(one.name, one.docname)
    for network in domain.present_networks():
        if network.name in owners:
            place = Place(str(domain.env.doc2path(network.docname)), network.line)
            _warn_of_duplicate(domain, network.name, owners[network.name], place)
        elif network.name:
            owners[network.name] = network.docname


def _warn_of_duplicate(
    domain: PortfolioDomain, name: str, first: str, place: Place, line: str = ""
) -> None:
    warn(
        WarningType.DUPLICATE_NAME,
        f"the name {name!r} is used twice: here and at "
        f"{domain.env.doc2path(first, base=False)}{line}. Links go to the first; give this one "
        "a ':name:' of its own.",
        place,
    )


def check_filters(domain: PortfolioDomain) -> None:
    """Filters of listings with values that nothing has, in no output."""
    kinds = [*domain.settings.kinds, *domain.settings.models]
    for one in domain.all_listings():
        found = unknown_values(one.selection, domain.everywhere, kinds, domain.env.found_docs)
        for option, value, known in (*found, *_unknown_branches(one, domain)):
            if option == "evidence" and domain.is_absent(value, Evidence):
                continue
            warn(
                WarningType.UNKNOWN_FILTER,
                f"':{option}:' of this {one.view} asks for {value!r}, which there is not."
                f"{nearest(value, known)}",
                dict(one.places).get(option),
            )


def _unknown_branches(
    listing: Listing, domain: PortfolioDomain
) -> Iterable[tuple[str, str, Iterable[str]]]:
    """Branches that no map has, as `unknown_values` tells of others.

    Where something is hidden it may be a map, of which nothing is known.
    """
    if not listing.branches or domain.data["hidden"] or domain.hidden_pages:
        return
    networks = chain.from_iterable(domain.networks.values())
    branches = {branch.title for network in networks for branch in network.branches}
    known = {title.casefold() for title in branches}
    for value in listing.branches:
        if value.casefold() not in known:
            yield "branch", value, branches - {""}


def check_pages(domain: PortfolioDomain) -> None:
    """Pages of the owner's that stand where an index would be."""
    for index in (EVIDENCE_INDEX, SKILLS_INDEX):
        if domain.medium.wants_index(index) and (page := domain.page_like(index)):
            warn(
                WarningType.PAGE_LIKE_INDEX,
                f"this page is called like the index {index!r}, which is left out. Give the page "
                "another name to have both.",
                Place(str(domain.env.doc2path(page)), 1),
            )


def check_owner(domain: PortfolioDomain) -> None:
    """Listings that have nobody to show."""
    for one in domain.all_listings() if domain.settings.owner is None else ():
        if one.view == OWNER:
            warn(
                WarningType.CONFIG,
                f"this {one.view} shows nothing: conf.py does not say who you are. Write at least "
                "portfolio_owner = {'name': '…'} there.",
                Place(str(domain.env.doc2path(one.docname)), 1),
            )


def report_gaps(domain: PortfolioDomain) -> None:
    """Say which skills have less evidence than the catalogue expects."""
    gaps = [skill for skill in domain.index.skills.values() if skill.missing]
    if gaps:
        listed = ", ".join(f"{s.title} ({len(s.evidence)} of {s.expected})" for s in gaps)
        _logger.info("portfolio: more evidence is expected for %s", listed)


def _explain_missing(app: Sphinx, _domain: Domain | None, node: pending_xref) -> bool | None:
    return explain_missing(portfolio(app.env), node) or None


def explain_missing(domain: PortfolioDomain, node: pending_xref) -> bool:
    """Say what an unresolved reference could have meant. True if it was one of ours."""
    typ, target = node["reftype"], node["reftarget"]
    if node.get("refdomain") != domain.name or typ not in domain.object_types:
        return False
    if typ == "skill":
        hint = nearest(slug(target), domain.index.skills)
    else:
        other = domain.index.find(target)
        hint = (
            f" There is a piece of {object_type(other)} with that name."
            if isinstance(other, Evidence)
            else f" There is a {object_type(other)} with that name."
            if other
            else nearest(target, (r.name for r in domain.index.linked if object_type(r) == typ))
        )
    subtype = WarningType[f"UNKNOWN_{typ.upper()}"]
    warn(subtype, f"no {typ} is called {target!r}.{hint}", node)
    return True
