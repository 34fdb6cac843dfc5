"""The OpenAPI document tells every resource that there is, and nothing that there is not."""

import json
from typing import Any

import httpx
from http_house import HOST
from starlette.routing import Route
from support.room import FakeRoom

from simulator.doors.http.app import http_app
from simulator.doors.http.openapi import openapi_document
from simulator.engine.command_wire import OF_A_SEAT, command_types


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*(references(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(references(item) for item in value))
    return set()


def test_every_route_is_in_the_document_and_every_path_is_a_route() -> None:
    app = http_app(FakeRoom())
    routes = {
        (route.path, method)
        for route in app.routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }
    told = {(path, method.upper()) for path, found in openapi_document()["paths"].items() for method in found}

    assert told == routes
    assert len(routes) > 15


async def test_it_is_served_to_everybody_and_refers_to_nothing_that_is_missing() -> None:
    app = http_app(FakeRoom())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOST) as http:
        document = (await http.get("/openapi.json")).json()

    schemas = document["components"]["schemas"]
    missing = {r for r in references(document) if "/schemas/" in r and r.rsplit("/", 1)[1] not in schemas}
    assert missing == set()
    assert document["openapi"].startswith("3.1")


def test_a_seats_commands_are_told_without_what_nobody_may_say() -> None:
    schemas = openapi_document()["components"]["schemas"]
    named = {
        schemas[one["$ref"].rsplit("/", 1)[1]]["properties"]["command"]["const"]
        for one in schemas["SeatCommand"]["allOf"][0]["oneOf"]
    }

    assert named == OF_A_SEAT
    for cls in command_types().values():
        assert not {"at", "actor", "seat", "person"} & set(schemas[cls.__name__]["properties"])


def test_it_holds_nothing_of_the_exercise() -> None:
    assert "CANARY" not in json.dumps(openapi_document())
