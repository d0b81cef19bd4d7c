"""What a journey says to people: pure wording, no database."""
