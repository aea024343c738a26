"""Portfolios from elsewhere become projects: nothing is lost, and nothing is published unasked.

A *source* (a folder, one file, an export of LinkedIn, a JSON Resume) goes in; the files of a
project come out, and a report of what its owner has to look at.
"""

from __future__ import annotations
