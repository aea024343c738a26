"""Configuration of the demonstration portfolio, and a start for your own."""

import sys
from pathlib import Path

# Use the extension from this folder, installed or not.
sys.path.insert(0, str(Path(__file__).parent / "extensions"))

project = "Your Name"
author = "Your Name"
language = "en"
extensions = ["myst_parser", "sphinx_design", "sphinx_portfolio"]
numfig = True
html_theme = "furo"
html_title = "Your Name"
