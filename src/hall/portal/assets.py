"""Static files with hashed names; a missing name is an error when serving, not when testing."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ManifestStorage(CompressedManifestStaticFilesStorage):
    manifest_strict = False
