"""Rewrite a drawing (SVG) so that only what draws or describes is left.

Nobody can list all that could act, so `names` lists what may stay. `rewriting` parses a drawing and
writes it anew, `styles` does the same for CSS; `addresses` tells what a drawing may refer to,
`references` how large it becomes when it is drawn, `sizes` how large it wants to be shown.
"""

from __future__ import annotations
