"""Open data: the catalogue for everybody's programs, as files, as a feed, as sitemaps."""
