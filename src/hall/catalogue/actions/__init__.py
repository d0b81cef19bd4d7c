"""What changes the catalogue beside loading."""
