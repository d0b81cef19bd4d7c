"""The item managers' desk."""
