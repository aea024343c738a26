"""Files join a portfolio: copied under a neutral name, each with a block of evidence in a page."""

from __future__ import annotations
