"""The rules of papers: what each letter must say, and how it is identified."""
