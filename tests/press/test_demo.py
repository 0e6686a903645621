"""The demo's statements say the same in four languages, and agree with the record."""

import pytest

from muntada.parties.actions import load_shipped_parties
from muntada.press import words
from muntada.press.models import Coverage, Statement
from muntada.press.record import record_of
from muntada.website.demo import open_demo

pytestmark = pytest.mark.django_db


def test_the_demo_has_a_press_that_holds_together():
    load_shipped_parties()
    open_demo()
    assert Statement.objects.count() == 4
    for one in Statement.objects.select_related("edition"):
        known = record_of(one.edition)
        versions = list(one.versions.all())
        for version in versions:
            version.statement = one
        differing = {remark.said for remark in words.between(one, versions, known)}
        # The one being written has its error, so that the desk has something to find.
        assert differing == ({"109", "119"} if one.kind == "summary" else set())
        for version in versions:
            found = words.against_record(
                version.text, version.language, known, ordinal=one.edition.ordinal
            )
            wrong = [remark.said for remark in found if remark.verdict == "differs"]
            assert wrong == []
    piece = Coverage.objects.get()
    found = words.against_record(piece.text, "ar", record_of(piece.edition), ordinal=9)
    assert [one.said for one in found if one.verdict == "differs"] == ["23 أبريل 2020"]
    agreed = {one.said for one in found if one.verdict == "agrees"}
    assert {"رابطة الدول المستقلة", "والأمم المتحدة", "وجامعة الدول العربية"} <= agreed
