"""Configuration of the demonstration portfolio, and a start for your own."""

import os
import sys
from pathlib import Path

# Use the extension from this folder, installed or not.
sys.path.insert(0, str(Path(__file__).parent / "extensions"))

# -- You ---------------------------------------------------------------------

project = "Your Name"
author = "Your Name"
html_title = project
version = "2025"  # an edition of your portfolio; e-books want one
project_copyright = f"2025, {author}"
language = "en"

# What portfolio.json and search engines are told about you. Everything here is public.
portfolio_owner = {
    "name": project,
    "headline": "Final-year software development student",
    "summary": "I build web forms that everyone can use, and I write down what I learn.",
    "url": "https://example.org/your-name",
}
# What assessors ask you to declare. Write it only if it is true.
portfolio_declaration = (
    "I made this portfolio myself. Where others had a part in something, I say so beside it."
)

# Shown, but no part of the portfolio.
portfolio_exclude = ["guide/*"]

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
]
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist", "fieldlist"]
numfig = True  # numbers the certificate figures
exclude_patterns = ["guide/examples/*"]  # shown in the guide, not pages of their own

# -- How pages look ----------------------------------------------------------

html_theme = "furo"
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#0b6e6e",
        "color-brand-content": "#0b6e6e",
        "color-brand-visited": "#0b6e6e",
    },
    "dark_css_variables": {
        "color-brand-primary": "#5fd3c9",
        "color-brand-content": "#5fd3c9",
        "color-brand-visited": "#5fd3c9",
    },
}

# -- How the PDF looks -------------------------------------------------------

portfolio_subtitle = "Final-year software development student"
latex_documents = [("index", "portfolio.tex", project, author, "manual", True)]
latex_table_style = ["booktabs"]
