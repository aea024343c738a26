"""Sphinx, watched: all that it says, as data."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.util.logging import (
    NAMESPACE,
    SafeEncodingWriter,
    WarningStreamHandler,
    WarningSuppressor,
)

from ..faults import Place
from .others import Message

if TYPE_CHECKING:
    from collections.abc import Callable


class Watched(Sphinx):
    """A build whose warnings are handed on one by one, beside being written to a stream.

    :param tell: gets each message that is not suppressed.
    """

    def __init__(self, *arguments: Any, tell: Callable[[Message], None], **more: Any) -> None:
        self._tell = tell
        self._is_watched = False
        super().__init__(*arguments, **more)

    def setup_extension(self, extname: str) -> None:
        """Begin to watch with the first extension: earlier, Sphinx takes other watchers away."""
        if not self._is_watched:
            self._is_watched = True
            logging.getLogger(NAMESPACE).addHandler(_Handler(self, self._tell))
        super().setup_extension(extname)


class _Handler(WarningStreamHandler):
    """Gets each record after Sphinx's own handler, which has worked out the place.

    It is of the same type, as Sphinx keeps warnings back from handlers of that type for a while.
    """

    def __init__(self, app: Sphinx, tell: Callable[[Message], None]) -> None:
        super().__init__(SafeEncodingWriter(io.StringIO()))
        self.setLevel(logging.WARNING)
        self.addFilter(WarningSuppressor(app))
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Make data of a record."""
        kinds = (getattr(record, "type", None), getattr(record, "subtype", None))
        kind = ".".join(kind for kind in kinds if kind)
        words = logging.LogRecord.getMessage(record)  # Sphinx's own puts the place before it
        filled = record.args if isinstance(record.args, tuple) else ()
        place = _place(getattr(record, "location", None))
        self._tell(Message(kind, words.removesuffix(f" [{kind}]"), tuple(map(str, filled)), place))


def _place(location: object) -> Place | None:
    """The place in what Sphinx made of it: "file", "file:" or "file:line"."""
    if not isinstance(location, str) or not location:
        return None
    file, _, line = location.rpartition(":")
    if line.isdigit():
        return Place(file, int(line))
    return Place(location.removesuffix(":"), 0)
