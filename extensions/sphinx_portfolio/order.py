"""When our parts of a build come: the one table of priorities, smaller ones first.

What Sphinx and others do at the same event or in the same walk, and why we come before or after:

=====  ======================================  =======================================
when   others                                  ours
=====  ======================================  =======================================
events: 500 unless said
-------------------------------------------------------------------------------------
400    ``missing-reference`` of intersphinx    `BEFORE_OTHERS`: it answers for other
                                               projects only
400    themes look at a finished page          `BEFORE_OTHERS`: an index is a page, too
800    Sphinx settles ``source_suffix``        `SETTLED`: we look at all pages
500    Sphinx numbers figures                  `NUMBERED`: pages show the numbers
500    Sphinx takes blocks of ``ifconfig`` out `LAST`: what stays is published
=====  ======================================  =======================================

transforms when a page is written
-------------------------------------------------------------------------------------

=====  ======================================  =======================================
5      MyST 9 and Sphinx 10 resolve links      `BEFORE_LINKS`
20     links are resolved                      `AFTER_LINKS`
90     Sphinx looks for converters at 100      `BEFORE_CONVERTERS`
700    most others have looked at the page     `LATE`: views have less to walk through
                                               then; links are checked at 800
800    all nodes are there                     `LAYOUT`
850    sphinx-design's own transforms          `AFTER_DESIGN`
900    every link has its address              `AFTER_ALL`
=====  ======================================  =======================================
"""

from __future__ import annotations

# Events.
BEFORE_OTHERS = 400
NUMBERED = 800
SETTLED = 900
LAST = 900

# Transforms.
BEFORE_LINKS = 5
AFTER_LINKS = 20
BEFORE_CONVERTERS = 90
LATE = 700
LAYOUT = 800
AFTER_DESIGN = 850
AFTER_ALL = 900
