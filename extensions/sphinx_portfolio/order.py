"""When our parts of a build come, beside Sphinx's and others': the one table of priorities.

Smaller ones come first. Events have 500 unless they say otherwise.
"""

from __future__ import annotations

# -- events

#: Before intersphinx, which answers for other projects only, and before themes, which look at the
#: finished page.
BEFORE_OTHERS = 400
#: After Sphinx has numbered figures: pages show the numbers.
NUMBERED = 800
#: After Sphinx has settled which endings pages have, at 800.
SETTLED = 900
#: After everybody else, such as ``ifconfig``, which takes blocks out of a page: what is left is
#: published.
LAST = 900

# -- transforms when a page is written

#: Before MyST, at 9, and Sphinx, at 10, resolve references and warn of those that lead nowhere.
BEFORE_LINKS = 5
#: After both, and before ``only`` takes blocks out, at 50.
AFTER_LINKS = 20
#: Before Sphinx looks for converters of pictures, at 100.
BEFORE_CONVERTERS = 90
#: Before sphinx-design makes HTML of its components, at 199.
BEFORE_DESIGN = 150
#: What looks for something that no view makes has less to look at before views enter a page.
BEFORE_VIEWS = 690
#: When views enter a page: after other transforms have looked at it, which then have less to look
#: at; before links are checked, at 800.
LATE = 700
#: When views are there.
AFTER_VIEWS = 710
#: When all that takes room is there.
LAYOUT = 800
#: After sphinx-design's own transforms.
AFTER_DESIGN = 850
#: When every link has its address.
AFTER_ALL = 900

# -- transforms when a page is read

#: Before Sphinx collects the files that a page offers for download.
WHILE_READING = 500
