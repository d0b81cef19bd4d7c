"""HTTP manners that every room's API shares. Rooms find them in `foundation.public`."""

from hall.foundation.http.contracts import contract
from hall.foundation.http.pages import (
    MOST_PER_PAGE,
    Cursor,
    Limit,
    Page,
    decode_cursor,
    encode_cursor,
    next_page,
    unknown_cursor,
)
from hall.foundation.http.preconditions import check_version, etag, expected_version, idempotency_key
from hall.foundation.http.problems import (
    MEDIA_TYPE,
    Broken,
    Malformed,
    MethodNotAllowed,
    NotSignedIn,
    PreconditionFailed,
    PreconditionRequired,
    Problem,
    TooLarge,
    TooMany,
    Unavailable,
    UnsupportedMedia,
    problem,
)

__all__ = [
    "MEDIA_TYPE",
    "MOST_PER_PAGE",
    "Broken",
    "Cursor",
    "Limit",
    "Malformed",
    "MethodNotAllowed",
    "NotSignedIn",
    "Page",
    "PreconditionFailed",
    "PreconditionRequired",
    "Problem",
    "TooLarge",
    "TooMany",
    "Unavailable",
    "UnsupportedMedia",
    "check_version",
    "contract",
    "decode_cursor",
    "encode_cursor",
    "etag",
    "expected_version",
    "idempotency_key",
    "next_page",
    "problem",
    "unknown_cursor",
]
