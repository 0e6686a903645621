"""Interpreters of a session: put on the team, taken off it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.floor.models import Floor, Interpreter


@transaction.atomic
def put_interpreter(floor: Floor, *, fields: dict[str, Any], by: User, at: datetime) -> Interpreter:
    made = Interpreter.objects.create(floor=floor, **fields)
    record("interpreter.put", floor, by=by, at=at, after=fields)
    return made


@transaction.atomic
def take_interpreter(interpreter: Interpreter, *, by: User, at: datetime) -> None:
    before = {"name": interpreter.name, "booth": interpreter.booth}
    record("interpreter.taken", interpreter.floor, by=by, at=at, before=before)
    interpreter.delete()
