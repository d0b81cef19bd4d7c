"""The desk of those who make forms: no code, no script needed, and nobody publishes alone."""
