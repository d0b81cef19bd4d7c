"""The applicant's pages, one module per step of the way."""
