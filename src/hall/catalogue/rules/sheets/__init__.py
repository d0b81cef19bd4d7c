"""Guides as workbooks and as JSON, for those who keep them elsewhere: written and read without loss."""
