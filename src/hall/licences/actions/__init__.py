"""Deeds of the licences room."""
