"""Tools of the workshop: they build, check and lock the house, and are no part of it."""
