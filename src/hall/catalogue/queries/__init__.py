"""Reads of the catalogue: what filing needs of a guide, and what its pages show."""
