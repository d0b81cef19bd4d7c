"""The rules of licences."""
