"""The faces of filing: pages for the applicant, the API."""
