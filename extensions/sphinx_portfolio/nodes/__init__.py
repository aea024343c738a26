"""The nodes of items, listings and network maps.

Every class extends the docutils node that says the same with less: a builder without a visitor of
ours uses that one's, so text, man pages, Texinfo or a builder yet to be written lose nothing.
"""

from __future__ import annotations

from .items import *
from .listings import *
from .making import *
from .networks import *
