"""Words: what is noted of searches, and the desk where synonyms are kept."""
