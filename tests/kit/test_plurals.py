"""Arabic counts in six forms; the catalogue's own rule must choose the right one."""

import pytest
from django.utils.translation import ngettext, override


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "صف واحد"),
        (2, "صفان"),
        (3, "3 صفوف"),
        (10, "10 صفوف"),
        (11, "11 صفًا"),
        (25, "25 صفًا"),
        (100, "100 صف"),
        (101, "101 صف"),
        (103, "103 صفوف"),
    ],
)
def test_rows_are_counted_as_arabic_counts_them(n, said):
    with override("ar"):
        assert ngettext("%(n)s row", "%(n)s rows", n) % {"n": n} == said
