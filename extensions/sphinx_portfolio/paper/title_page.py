"""What stands on the title page of every PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.util.i18n import format_date

from ..config import written
from ..model import SHAPES
from ..views.owner import contacts_of
from .pictures import title_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config

    from ..domain import PortfolioDomain

_ = get_translation("sphinx_portfolio")


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to the owner: its name, the words of it, and an address if they are a link."""

    name: str
    words: str
    uri: str = ""


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The title page of a portfolio; what there is none of is empty.

    ``line`` stands under the title. ``picture`` is the name of a file, ``alt`` what it shows, and
    ``shape`` as in `Owner`.
    """

    line: str
    picture: str
    alt: str
    shape: str
    contacts: tuple[Contact, ...]
    declaration: str
    date: str


def title_page(domain: PortfolioDomain) -> TitlePage:
    """What the owner says in ``conf.py`` of the document and of himself or herself."""
    settings, owner = domain.settings, domain.settings.owner
    line = settings.subtitle or (owner.headline if owner else "")
    of_owner = owner is not None and not settings.picture
    picture = settings.picture or (owner.picture if owner else "")
    alt = str(_("Portrait of %s") % owner.name) if owner and of_owner else line
    return TitlePage(
        line,
        title_picture(domain, picture),
        alt or str(domain.env.config.project),
        owner.picture_shape if owner and of_owner else SHAPES[-1],
        tuple(_contacts(domain)),
        settings.declaration,
        _date(domain.env.config),
    )


def _contacts(domain: PortfolioDomain) -> Iterator[Contact]:
    if owner := domain.settings.owner:
        for fact in contacts_of(owner, domain.medium):
            name, value = fact.children
            link = value.next_node(nodes.reference)
            uri = str(link["refuri"]) if isinstance(link, nodes.reference) else ""
            yield Contact(name.astext(), value.astext(), uri)


def _date(config: Config) -> str:
    """The date that the owner asks for; the day of the build says nothing of a portfolio."""
    said = {*written(config), *config.overrides}
    if "today" in said and config.today:
        return str(config.today)
    if "today_fmt" in said and config.today_fmt:
        return format_date(config.today_fmt, language=config.language)
    return ""
