"""Views: functions from records to nodes, and the places where they enter a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..order import BEFORE_OTHERS, LAST
from .boxes import ShowBoxes
from .checklist import Checklist
from .figures import ShowFiles
from .fill import FillListings
from .filter import add_script
from .follow_ups import FollowUps
from .gallery import EvidenceGallery
from .indices import add_indices, show_index
from .items import ShowItems
from .matrix import SkillsMatrix
from .networks import DrawNetworks
from .owner import OwnerCard
from .pictures import ShowPictures, keep_back_downloads, mend_names
from .reflections import ReflectionList
from .single_page import OnePage, OnePageBuilder
from .summary import Summary
from .table import EvidenceTable
from .theme import add_files, complete_page
from .timeline import Timeline

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from .view import ListingView


#: The listings that come with the extension.
LISTINGS: tuple[type[ListingView], ...] = (
    OwnerCard,
    EvidenceGallery,
    EvidenceTable,
    ReflectionList,
    SkillsMatrix,
    Timeline,
    Summary,
    Checklist,
    FollowUps,
)


def register(app: Sphinx) -> None:
    """Add the post-transforms, the builder of one page and the domain indices."""
    app.add_post_transform(ShowFiles)
    app.add_post_transform(ShowPictures)
    app.add_post_transform(ShowBoxes)
    app.add_post_transform(ShowItems)
    app.add_post_transform(FillListings)
    app.add_post_transform(DrawNetworks)
    app.add_post_transform(OnePage)
    app.add_builder(OnePageBuilder, override=True)
    add_indices(app)
    # Before Sphinx looks for the files.
    app.connect("doctree-read", mend_names, priority=BEFORE_OTHERS)
    app.connect("write-started", keep_back_downloads)
    # Before themes, which look at the finished page.
    app.connect("html-page-context", show_index, priority=BEFORE_OTHERS)
    app.connect("html-page-context", add_script)
    app.connect("builder-inited", add_files)
    # After all others: a template that one of them chooses comes before ours.
    app.connect("html-page-context", complete_page, priority=LAST)
