"""Data into the catalogue: what `hall load topics|synonyms|forms|items|guides` call here."""
