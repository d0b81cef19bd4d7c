"""The slow work of the documents room: setting type, sealing, storing. None of it in a transaction."""
