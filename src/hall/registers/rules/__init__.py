"""Law and plain reckoning of the registers: no database, no web."""
