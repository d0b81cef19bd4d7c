"""The law of cases, pure: dates in, dates out. Nothing here knows of a database or a request."""
