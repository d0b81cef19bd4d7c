"""Whatever a client sends below /api/, it is answered in HTTP as programs expect it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def told(response: HttpResponse) -> dict[str, Any]:
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = json.loads(response.content)
    assert body["status"] == response.status_code
    assert {"type", "title", "detail", "instance"} <= set(body)
    return body


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "patch", "head", "options"])
@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/nowhere", "/api/v9/items", "/api/v1/nowhere/", "/api/v1/%FF"]
)
def test_an_unknown_address_is_a_problem(client: Client, method: str, path: str) -> None:
    response = getattr(client, method)(path)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    if method != "head":
        assert told(response)["type"] == "/problems/not-found"


def test_a_wrong_method_names_the_right_ones(client: Client) -> None:
    response = client.delete("/api/v1/")
    assert told(response)["status"] == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_options_names_the_methods(client: Client) -> None:
    response = client.options("/api/v1/")
    assert (response.status_code, response.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_head_answers_as_get_without_a_body(client: Client) -> None:
    got, head = client.get("/api/v1/"), client.head("/api/v1/")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(got.content))


@pytest.mark.parametrize("path", ["/api/v1/items/%00", "/api/v1/items?q=%00", "/api/v1/items?q=%C3"])
def test_an_address_that_is_no_text_is_a_problem(client: Client, path: str) -> None:
    assert told(client.get(path))["status"] == 400


def test_a_body_too_large_is_refused_before_it_is_read(client: Client) -> None:
    response = client.post("/api/v1/", data=b" " * 2_000_000, content_type="application/json")
    assert told(response)["status"] == 413


def test_nobody_in_between_keeps_an_error(client: Client) -> None:
    assert client.get("/api/v1/nowhere").headers["Cache-Control"] == "no-store"


def test_the_documentation_is_only_read(client: Client) -> None:
    assert client.get("/api/v1/openapi.json").status_code == 200
    assert told(client.post("/api/v1/openapi.json"))["status"] == 405


def test_problems_speak_the_readers_language(client: Client) -> None:
    response = client.get("/api/v1/nowhere", headers={"Accept-Language": "en"})
    assert told(response)["title"] == "Not found"


def test_the_document_is_openapi_3_1_and_every_error_a_problem(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for path in document["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if status >= "400":
                    assert list(answer["content"]) == ["application/problem+json"]
