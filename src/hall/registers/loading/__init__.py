"""Data into the registers: what `hall load people` calls."""
