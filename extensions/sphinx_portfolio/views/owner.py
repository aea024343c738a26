"""Who the portfolio is about, and how to reach that person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..files.errors import reason
from ..files.kinds import kind_of
from ..files.publish import OFFER, Copy, Purpose, Source
from ..mediums import Pictures
from ..model import Artefact, is_web_address
from ..names import slug
from ..publishing import Room
from ..reading.listing import PLAIN
from ..selection import OWNER
from ..titles import words_of
from ..warnings import WarningType
from ..words import file_words
from .links import shown_address
from .view import ListingView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..fields import Field
    from ..mediums import Medium
    from ..model import Owner, Profile

_ = get_translation("sphinx_portfolio")

# The picture takes 9rem; what is wider than high is cut.
_PICTURE = Room(216, (1.6, 1.6), "9rem")
# What stands beside a profile, by words in its name or address.
_SIGNS = {
    "code": ("github", "gitlab", "codeberg", "bitbucket", "sourcehut", "stackoverflow"),
    "people": ("linkedin", "xing"),
    "paper": ("orcid", "scholar", "researchgate", "zenodo"),
    "film": ("youtube", "vimeo", "twitch"),
    "talk": ("mastodon", "bluesky", "bsky", "threads", "twitter", "discord"),
}


class OwnerCard(ListingView):
    """Name, picture, and what else ``portfolio_owner`` in ``conf.py`` tells people."""

    name = OWNER
    options: ClassVar[Sequence[Field]] = PLAIN
    types: ClassVar[tuple[type, ...]] = ()
    comes_first = True

    @property
    def owner(self) -> Owner | None:
        """Whom it is about; None if nobody is described."""
        return self.domain.settings.owner

    @property
    def shown(self) -> object:
        """The owner, and the files as they are now."""
        owner = self.owner
        if owner is None or self.medium.pictures is Pictures.NONE:
            return owner
        files = [(owner.picture, self.purpose(owner))]
        if self.medium.is_site:
            files += [(path, OFFER) for path in (owner.cv, owner.pdf)]
        return owner, [copy.name for path, purpose in files for copy in self.copies(path, purpose)]

    def content(self) -> Sequence[nodes.Node]:
        """The card."""
        owner = self.owner
        if owner is None:
            return []
        if self.medium.is_paper and self.page == self.domain.env.config.root_doc:
            return [self.lead(owner)]  # the title page says the rest
        card = pf.owner_card("", *self.picture(owner), shape=owner.picture_shape)
        card += pf.owner_name("", owner.name)
        if owner.headline:
            card += pf.owner_headline("", owner.headline)
        if owner.summary:
            card += nodes.paragraph("", owner.summary)
        if facts := list(contacts_of(owner, self.medium)):
            card += pf.fact_list("", *facts, classes=["pf-contacts"])
        if self.medium.is_site and (actions := list(self.actions(owner))):
            card += pf.action_list("", *(pf.action("", one) for one in actions))
        return [card]

    def lead(self, owner: Owner) -> pf.owner_card:
        """What the owner says of himself or herself, alone."""
        words = [nodes.paragraph("", owner.summary)] if owner.summary else []
        return pf.owner_card("", *words, shape=owner.picture_shape)

    def settle(self, node: pf.listing_block) -> None:
        """Say the name once where the heading above says it, too.

        In a browser the heading moves into the card, beside the picture.
        """
        heading = _heading_before(node)
        name = node.next_node(pf.owner_name)
        if heading is None or name is None or not _is_same(words_of(heading), words_of(name)):
            return
        if self.medium.is_site:
            name["heads"] = True
            heading.parent.remove(heading)
        else:
            name.parent.remove(name)

    # -- the picture

    def purpose(self, owner: Owner) -> Purpose:
        """What the copies of the picture are for."""
        return self.domain.publishing.purpose(_PICTURE, Artefact(owner.picture))

    def picture(self, owner: Owner) -> Iterator[pf.owner_picture]:
        """The picture, if there is one and this output shows pictures."""
        if self.medium.pictures is Pictures.NONE:
            return
        if copies := self.copies(owner.picture, self.purpose(owner)):
            image = pf.owner_picture(alt=str(_("Portrait of %s") % owner.name))
            for copy in copies:
                self.domain.publishing.place(self.page, copy)
            self.domain.publishing.show(image, self.page, copies)
            image["sizes"] = _PICTURE.sizes
            if copies[0].width and copies[0].height:
                image["pixels"] = (copies[0].width, copies[0].height)
            yield image

    def copies(self, path: str, purpose: Purpose) -> tuple[Copy, ...]:
        """What is published of a file; nothing if it is none, or cannot be published."""
        if not path or not Path(self.domain.env.srcdir, path).is_file():
            return ()
        publishing = self.domain.publishing
        try:
            return publishing.publisher.published(Source(path), purpose).copies
        except (ImportError, OSError, ValueError) as error:
            self.complain(path, error)
            return ()

    def complain(self, path: str, error: Exception) -> None:
        """Say that a file is left out; what portfolio.json names, it says itself."""
        owner = self.owner
        is_told = self.medium.is_site and self.domain.settings.json
        if is_told and owner is not None and path in {owner.picture, owner.cv}:
            return
        where = nodes.Element()
        where.source, where.line = str(self.domain.env.doc2path(self.listing.docname)), 1
        message = f"conf.py: portfolio_owner: {path!r} is left out: {reason(error)}"
        self.domain.publishing.warn(WarningType.CONFIG, message, where)

    # -- what the owner hands out

    def actions(self, owner: Owner) -> Iterable[nodes.Element]:
        """Links to the portfolio as a PDF, and to the CV."""
        if owner.pdf:
            words = str(_("Download as PDF"))
            if Path(self.domain.env.srcdir, owner.pdf).is_file():
                yield from self.file(owner.pdf, words)
            else:
                is_elsewhere = is_web_address(owner.pdf)
                uri = owner.pdf if is_elsewhere else self.medium.site_uri(self.page, owner.pdf)
                yield pf.file_link("", words, uri=uri, keeps=False)
        if owner.cv:
            # Translators: a link to a curriculum vitae.
            yield from self.file(owner.cv, str(_("Download my CV")))

    def file(self, path: str, words: str) -> Iterator[pf.file_link]:
        """A link to a file of the owner's, with what it is."""
        for copy in self.copies(path, OFFER):
            self.domain.publishing.place(self.page, copy)
            artefact = Artefact(path, kind_of(path), size=copy.file.stat().st_size)
            said = f"{words} ({file_words(self.domain, artefact)})"
            uri = self.domain.publishing.uri(self.page, copy)
            yield pf.file_link("", said, uri=uri, keeps=False)


def contacts_of(owner: Owner, medium: Medium) -> Iterator[pf.fact]:
    """Where the owner is, in the world and on the web, as a medium may tell it."""
    if owner.location:
        yield _contact("place", _("Place"), nodes.Text(owner.location))
    if owner.email:
        yield _contact("email", _("E-mail"), _reach(owner, medium, "email", "mailto"))
    if owner.phone:
        yield _contact("phone", _("Phone"), _reach(owner, medium, "phone", "tel"))
    if owner.url:
        yield _contact("website", _("Website"), _web_page(owner.url))
    for profile in owner.profiles:
        yield _contact(sign_of(profile), profile.network, _web_page(profile.url))


def _contact(sign: str, label: str, shown: nodes.Node) -> pf.fact:
    """One way, under its name."""
    return pf.fact_of(sign, str(label), pf.text_of(shown))


def _reach(owner: Owner, medium: Medium, key: str, scheme: str) -> nodes.Node:
    """A link that writes or calls; words only, where it is for people only."""
    written = getattr(owner, key)
    if key not in owner.people_only:
        uri = uri_of(scheme, written)
        return nodes.reference("", written, refuri=uri) if uri else nodes.Text(written)
    if medium.is_site:
        return pf.guarded_text("", "", address=written, scheme=scheme)
    # Translators: stands for "@", as in "you (at) example.org".
    return nodes.Text(written.replace("@", str(_(" (at) "))))


def _heading_before(node: pf.listing_block) -> nodes.title | None:
    """The heading that a listing follows directly."""
    section = node.parent
    before = section.children[: section.index(node)]
    titles = [one for one in before if isinstance(one, nodes.title)]
    others = [one for one in before if not isinstance(one, nodes.title | nodes.target)]
    return titles[0] if isinstance(section, nodes.section) and titles and not others else None


def _is_same(heading: str, name: str) -> bool:
    """Whether they say the same; Sphinx writes a curved apostrophe into a heading."""
    return heading == name or (bool(slug(name)) and slug(heading) == slug(name))


def _web_page(url: str) -> nodes.reference:
    return nodes.reference("", shown_address(url), refuri=url, internal=False)


def uri_of(scheme: str, written: str) -> str:
    """The address of a link that writes to somebody, or calls; nothing if it would do neither."""
    if scheme == "tel":
        digits = "".join(sign for sign in written if sign in "+0123456789")
        return f"tel:{digits}" if digits else ""
    return f"{scheme}:{quote(written, safe='@')}" if "@" in written else ""


def sign_of(profile: Profile) -> str:
    """What kind of site a profile is on."""
    words = f"{profile.network} {profile.url}".casefold()
    signs = (sign for sign, sites in _SIGNS.items() if any(site in words for site in sites))
    return next(signs, "website")
