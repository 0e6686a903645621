"""The lead's own pages: categories, zones, what is lent, and the key destroyed by two."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from muntada.accreditation import rules
from muntada.accreditation.actions import applications, decide, purging
from muntada.accreditation.models import Application, EditionKeys, Floater, Pin, Zone
from muntada.audit.models import Entry
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from tests import world
from tests.accreditation import cast
from tests.accreditation.test_pages import ROOT, amira

AT = world.NOW


def approved(code="head", name="Laila Haddad"):
    made = cast.submitted(code, name=name)
    return made, decide.approve(made, by=amira(), at=AT)


@pytest.mark.django_db
def test_places_of_a_category_are_counted_at_the_approval():
    cast.opened()
    world.edition().accreditation_categories.filter(code="delegate").update(quota=1)
    approved("delegate")
    second = cast.submitted("delegate", name="Karim Nassar")
    with pytest.raises(RuleBroken, match="All 1 places"):
        decide.approve(second, by=amira(), at=AT)


@pytest.mark.django_db
def test_the_lead_changes_a_category_and_adds_a_zone_with_its_rooms(as_user):
    cast.opened()
    room = world.session("Opening").room
    client, head = as_user(amira()), cast.category("head")
    typed = {"name_en": "Heads", "kind": "head", "letter": "H", "colour": "#14424c",
             "zones": [zone.pk for zone in head.zones.all()][:1], "needs": ["function", "photo"],
             "floaters": 1, "quota": 120, "deadline": "2021-06-10T18:00"}  # fmt: skip
    answer = client.post(f"{ROOT}setup/categories/{head.pk}/", typed)
    assert answer.status_code == 302
    head.refresh_from_db()
    assert (str(head.name), head.quota, head.needs) == ("Heads", 120, ["function", "photo"])
    assert head.deadline.hour == 15  # six in the evening in Manama
    typed = {"letter": "v", "name_en": "VIP", "colour": "#6b4a9c", "rooms": [room.pk]}
    client.post(ROOT + "setup/zones/add/", typed)
    made = Zone.objects.get(letter="V")
    assert (made.bit, list(made.rooms())) == (5, [room])
    assert Entry.objects.filter(verb="zone.added").exists()
    again = client.post(ROOT + "setup/zones/add/", typed)
    assert b"Another zone has this letter." in again.content


@pytest.mark.django_db
def test_a_letter_in_peoples_hands_stays_what_it_is(as_user):
    approved()
    zone = Zone.objects.get(letter="A")
    typed = {"letter": "Q", "name_en": "Hall", "colour": "#6b4a9c"}
    answer = as_user(amira()).post(f"{ROOT}setup/zones/{zone.pk}/", typed)
    assert b"carry this letter" in answer.content
    zone.refresh_from_db()
    assert zone.letter == "A"


@pytest.mark.django_db
def test_setup_is_for_who_approves(as_user):
    cast.opened()
    moderator = world.user("Mod", role="moderator", of=world.edition())
    for page in ("setup/", "lent/", "print/", "purge/"):
        assert as_user(moderator).get(ROOT + page).status_code == 403
        assert as_user(world.nadia()).get(ROOT + page).status_code == 403


@pytest.mark.django_db
def test_floaters_go_out_by_entitlement_and_a_lost_one_voids_its_series(as_user):
    made, _badge = approved()
    world.delegation("EGY", is_coming=True)
    type(made.delegation).objects.update(is_coming=True)
    client, zone = as_user(amira()), Zone.objects.get(letter="C")
    client.post(ROOT + "lent/series/", {"zone": zone.pk, "name": "C1", "size": 3})
    series = world.edition().floater_series.get()
    out = {"out-series": series.pk, "out-delegation": made.delegation_id, "out-name": "Nadia"}
    for _n in range(3):
        client.post(ROOT + "lent/out/", out)
    held = Floater.objects.filter(state=rules.OUT)
    assert held.count() == 2  # a head brings two
    client.post(f"{ROOT}lent/floater/{held[0].pk}/lose/")
    client.post(ROOT + "lent/replace/", {"series": series.pk, "name": "C2"})
    assert set(series.floaters.values_list("state", flat=True)) == {rules.VOID}
    assert world.edition().floater_series.get(name="C2").floaters.count() == 3
    page = client.get(ROOT + "lent/")
    assert b"void, replaced by C2" in page.content


@pytest.mark.django_db
def test_a_pin_goes_to_the_head_against_a_receipt(as_user):
    made, _badge = approved()
    client = as_user(amira())
    client.post(ROOT + "lent/pins/", {"size": "2"})
    client.post(ROOT + "lent/pin/", {"application": made.pk, "name": "Nadia"})
    pin = Pin.objects.get(state=rules.OUT)
    assert pin.application == made
    receipt = world.edition().receipts.get()
    assert b"Pin" in client.get(f"{ROOT}own/receipt/{receipt.number}/").content
    assert as_user(world.nadia()).get(f"{ROOT}own/receipt/{receipt.number}/").status_code == 200
    world.delegation("KAZ")
    assert as_user(world.igor()).get(f"{ROOT}own/receipt/{receipt.number}/").status_code == 404
    client.post(f"{ROOT}lent/pin/{pin.pk}/take_back/")
    assert not Pin.objects.filter(state=rules.OUT).exists()


@pytest.mark.django_db
def test_the_key_is_destroyed_by_two_after_the_last_day_and_by_name(as_user):
    made = cast.submitted("adviser")
    one = as_user(world.salma())
    other = as_user(world.user("Sami", "secretariat"))
    Edition.objects.update(ends=timezone.localdate() + timedelta(days=1))
    one.post(ROOT + "purge/decide/", {"do": "propose"})
    assert purging.proposal(world.edition()) is None  # still needed at the gates
    Edition.objects.update(ends=timezone.localdate() - timedelta(days=2))
    one.post(ROOT + "purge/decide/", {"do": "propose"})
    one.post(ROOT + "purge/decide/", {"do": "destroy", "word": "ninth"})
    other.post(ROOT + "purge/decide/", {"do": "destroy", "word": "nine"})
    assert EditionKeys.objects.get().destroyed_at is None
    other.post(ROOT + "purge/decide/", {"do": "destroy", "word": "ninth"})
    keys, made = EditionKeys.objects.get(), Application.objects.get(pk=made.pk)
    assert (keys.wrapped, made.identity, made.document_digest) == (None, None, "")
    assert made.files.count() == 0
    assert b"The key of this edition is destroyed." in one.get(ROOT + "purge/").content
    desk = as_user(amira())
    assert desk.get(ROOT + "purge/").status_code == 403


@pytest.mark.usefixtures("_record_may_be_emptied")
def test_of_twelve_who_apply_at_once_each_has_a_number_of_their_own():
    cast.opened()
    members = [world.member(f"Member {n:02}", state="confirmed") for n in range(12)]
    by, refused = amira(), []

    def apply(member):
        try:
            applications.open_for_member(member, by=by, at=AT)
        except Exception as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=apply, args=[member]) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    assert sorted(Application.objects.values_list("number", flat=True)) == list(range(1, 13))
