"""The catalogue's pages for everyone: finding items, reading guides, halls and departments."""
