"""Configuration of the demonstration portfolio, and a start for your own."""

import os
import sys
from pathlib import Path
from urllib.parse import urljoin

# Use the extension from this folder, installed or not.
sys.path.insert(0, str(Path(__file__).parent / "extensions"))

# -- You ---------------------------------------------------------------------

project = "Your Name"
author = "Your Name"
version = "2025"  # an edition of your portfolio; e-books want one
project_copyright = f"2025, {author}"
language = "en"

# What your home page, portfolio.json and search engines tell of you.
portfolio_owner = {
    "name": project,
    "headline": "Junior web developer, final year of software development",
    "summary": "I build web forms that everyone can use, test them with a keyboard before I show "
    "them to anybody, and write down what I learn.",
    "location": "Cape Town, South Africa",
    "email": "your.name@example.org",
    "phone": "+27 21 555 0123",
    "url": "https://example.org/your-name",
    "profiles": [
        {"network": "GitHub", "url": "https://example.org/code/your-name"},
        {"network": "LinkedIn", "url": "https://example.org/in/your-name"},
    ],
    "picture": "files/portrait.webp",
    "cv": "files/cv.pdf",
    # Shown on the home page, but in a way that programs which collect addresses do not see.
    "people_only": ["email", "phone"],
}
# Read the Docs makes a PDF of the same pages.
if site := os.environ.get("READTHEDOCS_CANONICAL_URL"):
    edition = os.environ.get("READTHEDOCS_VERSION", "latest")
    portfolio_owner["pdf"] = urljoin(site, f"/_/downloads/{language}/{edition}/pdf/")
# What assessors ask you to declare. Write it only if it is true.
portfolio_declaration = (
    "I made this portfolio myself. Where others had a part in something, I say so beside it."
)

# Shown, but no part of the portfolio.
portfolio_exclude = ["guide/*"]

# Pictures of all pages are made small for the screen, not only those beside evidence.
portfolio_publish = "all"

# Every page is looked through for what should not be given away, such as identity numbers.
portfolio_leak_check = "all"
portfolio_known = ["8001015009087"]  # the invented number of the guide

# -- Skills ------------------------------------------------------------------

portfolio_skills = [
    "work-readiness",  # comes with the extension
    "skills.yaml",  # our own, in the folder of the pages
]

# -- How pages are read ------------------------------------------------------

extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinx_portfolio",
    "sphinxext.opengraph",  # what a link to a page shows where it is passed on
    "notfound.extension",  # a page for wrong addresses
]
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist", "fieldlist"]
numfig = True  # numbers the certificate figures
exclude_patterns = ["guide/examples/*"]  # shown in the guide, not pages of their own

# -- How pages look ----------------------------------------------------------

html_theme = "furo"
html_copy_source = False  # the Markdown of a page also holds comments, and what is blackened
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
portfolio_accent = "#0b6e6e"  # your colour, for the web site and the PDF

# -- How the PDF looks -------------------------------------------------------

portfolio_subtitle = "Final-year software development student"
latex_documents = [("index", "portfolio.tex", project, author, "manual", False)]
latex_table_style = ["booktabs"]
