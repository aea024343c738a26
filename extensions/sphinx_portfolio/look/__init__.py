"""What a portfolio looks like, as plain data: colours, fonts and the mark of its owner."""
