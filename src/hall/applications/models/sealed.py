"""JSON that the database holds sealed (个人信息保护法 第五十一条)."""

from __future__ import annotations

from typing import Any

import orjson

from hall.foundation.public import EncryptedTextField


class SealedJSONField(EncryptedTextField):
    """A JSON value at rest as one AES-GCM text. It can't be searched, and isn't meant to be."""

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        return super().get_prep_value(orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode())

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        text = super().from_db_value(value, expression, connection)
        return None if text is None else orjson.loads(text)

    def to_python(self, value: Any) -> Any:
        return value
