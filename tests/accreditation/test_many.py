"""What is done with many applications or badges at once: as few statements as for one."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from muntada.accreditation import rules
from muntada.accreditation.actions import badges, decide
from muntada.accreditation.models import Application, Badge, Category, VettingItem
from muntada.audit.models import Entry
from muntada.kit.errors import RuleBroken
from tests import world
from tests.accreditation import cast
from tests.counting import rolled_back, statements

pytestmark = pytest.mark.django_db
AT = world.NOW


def desk() -> dict:
    return {"by": world.salma(), "at": AT}


def submitted(many: int, code: str = "delegate") -> list[Application]:
    """Copies of one that was filled in: the picture is drawn once."""
    first = cast.submitted(code, f"Number X {code}")
    photos = [(one.kind, one) for one in first.files.all()]
    for n in range(1, many):
        member = world.member(f"Number X{'x' * n} {code}", state="confirmed")
        made = Application.objects.get(pk=first.pk)
        made.pk, made.number, made.member, made.person = None, 1000 + n, member, member.person
        made.document_digest = f"{n:064x}"
        made._state.adding = True
        made.save(force_insert=True)
        for _kind, paper in photos:
            paper.pk, paper.application, paper._state.adding = None, made, True
            paper.save(force_insert=True)
    return list(Application.objects.filter(category__code=code).order_by("number"))


def of(rows) -> list:
    """Read as a page reads them, without what belongs to them."""
    found = type(rows[0])._default_manager.filter(pk__in=[one.pk for one in rows])
    return list(found.order_by("pk"))


def to_the_hand(rows) -> list[int]:
    """Approved, printed, handed over, brought back; the statements of each step."""
    counts = [statements(decide.approve_all, of(rows), **desk())]
    made = list(Badge.objects.all())
    counts.append(statements(badges.mark_printed, of(made), **desk()))
    how = {"name": "Nadia", "role": "focal_point", "activate": True, **desk()}
    counts.append(statements(badges.collect, of(made), **how))
    counts.append(statements(badges.bring_back, of(made), name="Nadia", **desk()))
    return counts


def test_many_are_approved_printed_handed_out_and_brought_back_in_as_few_statements_as_one(edition):
    counts = []
    cast.opened()
    for many in (1, 40):
        with rolled_back():
            counts.append(to_the_hand(submitted(many)))
            assert Badge.objects.filter(state=rules.RETURNED).count() == many
    assert counts[0] == counts[1]


def vetted(edition, rows) -> list[int]:
    """The last is not cleared; the statements of sending and of the answers."""
    how = {"recipient": "The service", **desk()}
    sent = statements(decide.send_to_vetting, edition, of(rows), **how)
    batch = edition.vetting_batches.get()
    references = list(batch.items.order_by("application").values_list("reference", flat=True))
    lines = [(n, [one, "cleared"]) for n, one in enumerate(references[:-1], start=2)]
    lines.append((len(references) + 1, [references[-1], "not cleared"]))
    return [sent, statements(decide.take_answers, batch, lines, **desk())]


def test_many_are_sent_to_vetting_and_answered_in_as_few_statements_as_two(edition):
    counts = []
    cast.opened()
    Category.objects.filter(code="delegate").update(needs_vetting=True)
    for many in (2, 40):
        with rolled_back():
            counts.append(vetted(edition, submitted(many)))
            cleared = VettingItem.objects.filter(
                is_cleared=True, application__state=rules.CLEARED, answered_at=AT
            )
            assert cleared.count() == many - 1
            assert Application.objects.get(state=rules.NOT_CLEARED)
    assert counts[0] == counts[1]


def test_each_badge_issued_together_is_signed_for_its_own_number_and_recorded(edition):
    cast.opened()
    rows = submitted(3)
    done = decide.approve_all(rows, **desk())
    assert [one.application for one in done.badges] == rows
    assert len({one.token for one in done.badges}) == 3
    keys, bits = edition.keys, dict(edition.zones.values_list("letter", "bit"))
    for badge in Badge.objects.all():
        assert badges.signed(badge, keys, bits) == badge.token
    entries = list(Entry.objects.order_by("id"))
    last = [(e.verb, e.thing_id, e.after) for e in entries[-6:]]
    assert last == [
        said
        for one in rows
        for said in (
            ("application.approved", str(one.pk), {}),
            ("badge.issued", str(one.pk), {"issue": 1}),
        )
    ]
    assert [e.previous for e in entries[1:]] == [e.seal for e in entries[:-1]]


def test_a_full_category_keeps_the_last_out_and_another_category_goes_on(edition):
    cast.opened()
    first, second, third = submitted(3)
    [press] = submitted(1, "press")
    Category.objects.update(needs_vetting=False)
    Category.objects.filter(code="delegate").update(quota=2)
    decide.approve(Application.objects.get(pk=third.pk), **desk())
    done = decide.approve_all(of([first, second, press]), **desk())
    assert [one.application for one in done.badges] == [first, press]
    assert [(one, str(why)) for one, why in done.refused] == [
        (second, "All 2 places of this category are taken.")
    ]
    assert Application.objects.get(pk=second.pk).state == rules.SUBMITTED


def test_the_desk_is_told_why_the_last_ones_were_not_approved(edition, as_user):
    cast.opened()
    rows = submitted(2)
    Category.objects.filter(code="delegate").update(quota=1)
    address = reverse("accreditation:bulk", args=[edition.slug])
    chosen = {"do": "approve", "one": [one.pk for one in rows]}
    answer = as_user(world.salma()).post(address, chosen)
    said = [str(one) for one in get_messages(answer.wsgi_request)]
    assert said == ["All 1 places of this category are taken."]
    assert Badge.objects.get().application == rows[0]


def test_of_two_who_hand_out_the_same_badges_the_second_is_told_and_has_no_receipt(edition):
    cast.opened()
    rows = submitted(2)
    made = decide.approve_all(rows, **desk()).badges
    badges.mark_printed(made, **desk())
    mine, theirs = of(made), of(made)
    how = {"name": "Nadia", "role": "focal_point", "activate": False, **desk()}
    badges.collect(mine[:1], **how)
    with pytest.raises(RuleBroken, match="has changed since you opened the page"):
        badges.collect(theirs, **how)
    assert edition.receipts.count() == 1
    assert Badge.objects.get(pk=made[1].pk).state == rules.PRINTED
