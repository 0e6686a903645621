"""Problems and plans as JSON, read with a sentence for whatever is wrong in them."""

import json
from typing import Any

import msgspec

from muntada.planning.meetings.problem import WALL, BadProblem, Plan, Problem


def read[Read: (Problem, Plan)](text: str | bytes, kind: type[Read]) -> Read:
    """A problem or a plan from its JSON; BadProblem says what is wrong and where."""
    try:
        found = msgspec.json.decode(text, type=kind)
        if isinstance(found, Plan) and any(one.start.tzinfo for one in found.meetings):
            raise BadProblem(WALL)
        return found
    except BadProblem:
        raise
    except msgspec.ValidationError as error:
        # msgspec wraps what __post_init__ refuses; the sentence is the one the rule gave.
        cause = error.__cause__
        raise cause if isinstance(cause, BadProblem) else BadProblem(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadProblem(f"This is not JSON: {error}.") from error


def write(thing: Problem | Plan) -> str:
    return json.dumps(msgspec.to_builtins(thing), ensure_ascii=False, indent=1)


def schema() -> dict[str, Any]:
    """The JSON Schema of a problem."""
    return msgspec.json.schema(Problem)
