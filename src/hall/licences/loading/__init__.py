"""Data for the licences room: which types of licence there are."""
