"""A question asked thousands of times a minute: its SQL is made once, its answers are read as ever.

Making the SQL of a query with four joins costs Django more than asking it. What is kept here is
only the text; every call asks the database anew.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Asked:
    """`Asked(lambda number: Badge.objects.filter(number=number).values_list("state"), "")`.

    Beside the question stands an example of each value; a text for a text, a number for a number.
    """

    def __init__(self, question: Callable[..., QuerySet[Any, Any]], *examples: str | int) -> None:
        self.question, self.examples = question, examples

    @cached_property
    def _made(self) -> tuple[str, list[int | None], tuple[Any, ...], Any, Any]:
        # Values that occur nowhere else, to find their places among the parameters.
        marks: list[Any] = [
            f"\x7f{n}" if isinstance(one, str) else 2_000_000_000 + n
            for n, one in enumerate(self.examples)
        ]
        compiler = self.question(*marks).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        places = [marks.index(one) if one in marks else None for one in parameters]
        if {*range(len(marks))} - {*places}:
            raise ValueError("A value of this question is not a plain parameter of its SQL.")
        converters = compiler.get_converters([one[0] for one in compiler.select])
        return sql, places, tuple(parameters), compiler, converters

    def __call__(self, *values: Any) -> list[tuple[Any, ...]]:
        sql, places, parameters, compiler, converters = self._made
        said = [
            fixed if place is None else values[place]
            for place, fixed in zip(places, parameters, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(sql, said)
            rows = cursor.fetchall()
        return [tuple(row) for row in compiler.apply_converters(rows, converters)]
