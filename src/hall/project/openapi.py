"""What the OpenAPI document says of every operation alike: errors are problems, and which may happen."""

from __future__ import annotations

from http.client import responses as phrases
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from ninja.openapi.schema import OpenAPISchema

from hall.foundation.http import MEDIA_TYPE, Problem

METHODS = ("get", "post", "put", "patch", "delete")
_PROBLEM = {"$ref": "#/components/schemas/Problem"}


class Document(OpenAPISchema):
    """Ninja's document, in which a name has one meaning: two rooms may not call different things alike."""

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        for name, meaning in definitions.items():
            if self.schemas.get(name, meaning) != meaning:
                raise ImproperlyConfigured(f"Two schemas of the API are called {name}: rename one of them.")
        super().add_schema_definitions(definitions)


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """The document with problems as problem+json and the failures that any operation may answer with."""
    own = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    document["components"]["schemas"] |= {**own.pop("$defs", {}), "Problem": own}
    for item in document["paths"].values():
        for method in METHODS:
            if method in item:
                _complete_operation(item[method])
                _never_null(item[method])
    document["servers"] = [{"url": "/"}]
    return document


def _complete_operation(operation: dict[str, Any]) -> None:
    answers = {str(status): answer for status, answer in operation["responses"].items()}
    for failure in _failures(operation):
        answers.setdefault(str(failure), {"description": phrases[failure]})
    for status, answer in answers.items():
        if status.startswith(("4", "5")):
            answer["content"] = {MEDIA_TYPE: {"schema": _PROBLEM}}
    operation["responses"] = dict(sorted(answers.items()))


def _never_null(operation: dict[str, Any]) -> None:
    """A parameter in an address is there or isn't: it can't be null."""
    for parameter in operation.get("parameters", []):
        kinds = parameter["schema"].pop("anyOf", [])
        parameter["schema"] |= next((kind for kind in kinds if kind.get("type") != "null"), {})


def _failures(operation: dict[str, Any]) -> set[int]:
    parameters = operation.get("parameters", [])
    found = {400, 500, 503}
    if operation.get("security"):
        found |= {401, 403}
    if any(parameter["in"] == "path" for parameter in parameters):
        found.add(404)
    if any(parameter["in"] == "query" for parameter in parameters):
        found.add(422)
    if "requestBody" in operation:
        found |= {413, 415, 422}
    return found
