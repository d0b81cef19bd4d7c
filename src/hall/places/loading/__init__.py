"""Data into places: what `hall load divisions|halls|departments` call here."""
