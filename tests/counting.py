"""How many statements a verb takes: the same for one row and for many."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext


def statements(act: Callable[..., Any], *args: Any, **kwargs: Any) -> int:
    """Savepoints are no work of the database's, and are not counted."""
    with CaptureQueriesContext(connection) as found:
        act(*args, **kwargs)
    said = [one["sql"] for one in found.captured_queries]
    return sum("SAVEPOINT" not in sql for sql in said)


@contextmanager
def rolled_back() -> Iterator[None]:
    """What is done here is undone: the same can be done again with more rows."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
