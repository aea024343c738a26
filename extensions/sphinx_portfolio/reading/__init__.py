"""From the words that a person wrote to plain data, with nothing lost on the way.

Lines with their places go in; a draft of a record, what is left of the text, and a list of faults
come out. This room imports no Sphinx.
"""
