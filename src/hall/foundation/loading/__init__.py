"""Data into the foundation: what `hall load` calls here."""
