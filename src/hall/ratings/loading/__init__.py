"""Data for the ratings room: the ready-made remarks."""
