"""How words and files of people are written down: Markdown that says just them, neutral names."""
