"""What travels between a device and the house; the OpenAPI document is made from the same types."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from muntada.accreditation.admission import VERDICTS
from muntada.gates import rules

Direction = Literal["entry", "exit"]
if TYPE_CHECKING:
    Verdict = str
else:
    Verdict = Literal[tuple(VERDICTS)]
Code = Annotated[
    str,
    Meta(max_length=300, description="What was read: the text of the square code, or a number."),
]


class Enrolment(Struct):
    """The one-time code the desk shows."""

    code: Annotated[str, Meta(max_length=40)]


class Enrolled(Struct):
    """Keep the secret; it is given once, and is the Bearer token of every other call."""

    secret: str
    device: str


class ScanAsked(Struct):
    """One badge read now. `id` is made by the device: sent again, it gives the same answer."""

    id: uuid.UUID
    code: Code
    direction: Direction
    anyway: bool = False


class CardSaid(Struct):
    """Whom the guard has before them."""

    number: str
    name: str
    name_own: str
    category: dict[str, str]
    letter: str
    colour: str
    party: str
    photo: bool


class ScanJudged(Struct):
    """The verdict, and the same verdict whenever this scan is sent again."""

    id: uuid.UUID
    verdict: Verdict
    at: datetime
    card: CardSaid | None = None


class ScanTold(Struct):
    """One badge judged by the device alone; `at` is its own clock, `gate` where it stood then.

    `known_at` and `known_until` are the least and the most it can have been by the house's clock:
    the time last answered, and what was counted since.
    """

    id: uuid.UUID
    code: Code
    at: Annotated[datetime, Meta(tz=True)]
    direction: Direction
    verdict: Verdict
    anyway: bool = False
    gate: int | None = None
    known_at: Annotated[datetime, Meta(tz=True)] | None = None
    known_until: Annotated[datetime, Meta(tz=True)] | None = None


class Merge(Struct):
    """Scans judged alone. `sent_at` is the device's clock now: its error is taken out."""

    sent_at: Annotated[datetime, Meta(tz=True)]
    scans: Annotated[list[ScanTold], Meta(max_length=rules.MOST_AT_ONCE)]
    waiting: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


class Kept(Struct):
    """This scan is in the register; the device may forget it."""

    id: uuid.UUID
    conflict: bool


class Merged(Struct):
    kept: list[Kept]


class Problem(Struct):
    """Why not, in a sentence. With `wipe` the device deletes all it holds."""

    sentence: str
    wipe: bool = False


def _call(
    summary: str, asks: type | None, gives: type | None, *, door: bool = True,
    parameters: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    def content(kind: type) -> dict[str, Any]:
        return {"application/json": {"schema": {"$ref": f"#/components/schemas/{kind.__name__}"}}}

    said: dict[str, Any] = {
        "summary": summary,
        "responses": {
            "200": {
                "description": "Done.",
                "content": content(gives) if gives else {"application/json": {}},
            },
            "400": {"description": "Not understood.", "content": content(Problem)},
            "409": {"description": "Against a rule.", "content": content(Problem)},
        },
    }
    if asks:
        said["requestBody"] = {"required": True, "content": content(asks)}
    if parameters:
        said["parameters"] = parameters
    if gives is None:
        said["responses"]["404"] = {"description": "Not there.", "content": content(Problem)}
    if door:
        said["security"] = [{"device": []}]
        said["responses"]["401"] = {
            "description": "Not enrolled, or shut out.", "content": content(Problem)
        }  # fmt: skip
    else:
        said["responses"]["429"] = {"description": "Too many tries.", "content": content(Problem)}
    return said


def openapi() -> dict[str, Any]:
    """OpenAPI 3.1."""
    types = (Enrolment, Enrolled, ScanAsked, ScanJudged, Merge, Merged, Problem)
    _refs, schemas = msgspec.json.schema_components(
        types, ref_template="#/components/schemas/{name}"
    )
    since = {
        "name": "since", "in": "query", "required": False,
        "description": "`as_of` of the last answer: only what has changed is given.",
        "schema": {"type": "string", "format": "date-time"},
    }  # fmt: skip
    clock = {
        "name": "clock", "in": "query", "required": False,
        "description": "The device's clock now; the desk is told where it is wrong.",
        "schema": {"type": "string", "format": "date-time"},
    }  # fmt: skip
    number = {"name": "number", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Gates", "version": "1"},
        "paths": {
            "/api/gates/v1/enrol": {
                "post": _call("Enrol with a code", Enrolment, Enrolled, door=False)
            },
            "/api/gates/v1/scan": {"post": _call("Judge one badge now", ScanAsked, ScanJudged)},
            "/api/gates/v1/scans": {"post": _call("Merge scans judged alone", Merge, Merged)},
            "/api/gates/v1/list": {
                "get": _call("What a device holds", None, None, parameters=[since, clock])
            },
            "/api/gates/v1/photo/{number}": {
                "get": _call("The photo of a badge scanned by this device in the last ten minutes",
                             None, None, parameters=[number])
            },
            "/api/gates/v1/openapi.json": {"get": _call("This document", None, None, door=False)},
        },
        "components": {
            "schemas": schemas,
            "securitySchemes": {"device": {"type": "http", "scheme": "bearer"}},
        },
    }  # fmt: skip
