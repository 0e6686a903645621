import pytest
from django.db import DatabaseError, connection, transaction

from muntada.audit.actions import Deed, record, record_all
from muntada.audit.models import Entry
from muntada.audit.queries import verify_chain
from tests import world

pytestmark = pytest.mark.django_db


def three_entries():
    edition, salma = world.edition(), world.salma()
    for verb in ("invitation.sent", "reply.received", "member.confirmed"):
        record(verb, edition, by=salma, at=world.NOW, after={"title": edition.title})


def test_a_record_nobody_touched_is_whole():
    three_entries()
    report = verify_chain()
    assert (report.whole, report.entries) == (True, 3)


def test_many_deeds_recorded_at_once_are_chained_one_by_one():
    edition = world.edition()
    record_all(
        [Deed("row.imported", edition, after={"row": n}) for n in range(5)], by=None, at=world.NOW
    )
    assert verify_chain().entries == 5
    assert verify_chain().whole


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET verb = 'x'", "DELETE FROM audit_entry"]
)
def test_the_database_itself_refuses_to_change_the_record(statement):
    three_entries()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_entry_put_in_by_hand_is_found():
    three_entries()
    last = Entry.objects.last()
    Entry.objects.create(
        at=world.NOW, verb="forged", thing_type="x", thing_id="1", previous=last.seal, seal="f" * 64
    )
    report = verify_chain()
    assert not report.whole
    assert report.broken_at == Entry.objects.last().pk
