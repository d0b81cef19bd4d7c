"""Making a checkout ready to run, with nothing but Python's standard library. Used by tools/prepare.py."""
