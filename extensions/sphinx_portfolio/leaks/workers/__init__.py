"""Scripts that deal with files that nobody trusts. Each stands alone and is run by `bounded`."""
