"""The desk's pages and a delegation's: who sees what, what a press does, what is never told."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muntada.accreditation import rules
from muntada.accreditation.actions import decide
from muntada.accreditation.models import Application, Badge, Receipt, SealedFile
from muntada.audit.models import Entry
from tests import world
from tests.accreditation import cast

pytestmark = pytest.mark.django_db
ROOT = "/en/desk/ninth/accreditation/"


def amira():
    return world.user("Amira", role="accreditation", of=world.edition())


def tarek():
    return world.user("Tarek", role="accreditation", of=world.edition())


def now(application):
    return Application.objects.get(pk=application.pk).state


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_thirty_applications_cost_as_many_questions_as_one(as_user):
    cast.submitted()
    client = as_user(amira())
    one, own = queries(client, ROOT), queries(as_user(world.nadia()), ROOT + "own/")
    for n in range(29):
        cast.submitted(name=f"Member {n:02}")
    assert queries(client, ROOT) == one
    assert queries(as_user(world.nadia()), ROOT + "own/") == own


def test_the_desk_approves_prints_hands_out_and_replaces_a_lost_badge(as_user):
    made = cast.submitted()
    client, page = as_user(amira()), f"{ROOT}{made.pk}/"
    client.post(page + "decide/approve/")
    assert now(made) == rules.APPROVED
    client.post(page + "badge/print/")
    client.post(page + "badge/collect/", {"name": "Nadia Fahmy", "role": "focal_point"})
    assert Receipt.objects.get().name == "Nadia Fahmy"
    client.post(page + "badge/activate/")
    client.post(page + "badge/lose/")
    states = list(Badge.objects.order_by("issue").values_list("state", flat=True))
    assert states == [rules.LOST, rules.READY]
    assert client.get(page).status_code == 200
    pdf = client.get(page + "badge.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert "no-store" in pdf["Cache-Control"]


def test_a_refusal_needs_two_and_its_reason_stays_inside_until_released(as_user):
    made = cast.submitted()
    first, second, outside = as_user(amira()), as_user(tarek()), as_user(world.nadia())
    page = f"{ROOT}{made.pk}/"
    first.post(page + "decide/propose/", {"words": "Known to the police"})
    assert b"refusal" not in outside.get(ROOT + "own/").content
    first.post(page + "decide/refuse/")
    assert now(made) == rules.REFUSING
    second.post(page + "decide/refuse/")
    assert now(made) == rules.REFUSED
    assert b"Known to the police" in second.get(page).content
    assert Entry.objects.filter(verb="refusal.seen").exists()
    assert b"Known to the police" not in outside.get(ROOT + "own/").content
    second.post(page + "decide/release/")
    assert b"Known to the police" in outside.get(ROOT + "own/").content


def test_more_zones_wait_for_a_second_person(as_user):
    made = cast.submitted()
    days = [day.isoformat() for day in world.edition().days()]
    page = f"{ROOT}{made.pk}/"
    first = as_user(amira())
    asked = {"zone": ["A", "B", "C", "D"], "day": days, "words": "Speaks to the press"}
    first.post(page + "zones/", asked)
    first.post(page + "decide/grant/")
    assert "D" not in Application.objects.get(pk=made.pk).valid_zones()
    as_user(tarek()).post(page + "decide/grant/")
    assert "D" in Application.objects.get(pk=made.pk).valid_zones()


def test_many_at_once_go_as_far_as_each_may(as_user):
    ready = cast.submitted()
    vetted = cast.submitted("adviser", name="Karim Nassar")
    client = as_user(amira())
    ticked = {"one": [ready.pk, vetted.pk]}
    client.post(ROOT + "bulk/", {"do": "approve", **ticked})
    assert (now(ready), now(vetted)) == (rules.APPROVED, rules.SUBMITTED)
    client.post(ROOT + "bulk/", {"do": "vet", "name": "Ministry of the Interior", **ticked})
    assert now(vetted) == rules.VETTING
    client.post(ROOT + "bulk/", {"do": "print", **ticked})
    client.post(ROOT + "bulk/", {"do": "collect", "name": "Nadia", **ticked})
    assert Receipt.objects.get().delegation == world.delegation("EGY")


def test_a_delegation_applies_and_is_told_what_is_wrong_with_a_photo(as_user):
    cast.opened()
    member = world.member(state="confirmed")
    client = as_user(world.nadia())
    answer = client.post(f"{ROOT}own/{member.pk}/apply/")
    made = Application.objects.get()
    assert answer["Location"] == f"{ROOT}{made.pk}/fill/"
    typed = {"name_latin": "Laila Haddad", "name_own": "", "function_en": "Minister"}
    wide = cast.picture(800, 400)
    wide.name = "wide.jpg"
    page = client.post(answer["Location"], {**typed, "photo": wide})
    assert "7 wide to 9 high" in page.content.decode()
    assert now(made) == rules.DRAFT
    good = cast.picture()
    good.name = "good.jpg"
    client.post(answer["Location"], {**typed, "photo": good})
    assert now(made) == rules.SUBMITTED
    assert SealedFile.objects.get().kind == rules.PHOTO


def test_a_photo_is_served_to_the_desk_and_to_its_own_delegation_alone(as_user):
    made = cast.submitted()
    page = f"{ROOT}{made.pk}/photo/"
    for who in (amira(), world.nadia()):
        answer = as_user(who).get(page)
        assert answer.content.startswith(b"\xff\xd8")
        assert "no-store" in answer["Cache-Control"]
    world.delegation("KAZ")
    assert as_user(world.igor()).get(page).status_code == 404
    moderator = world.user("Mod", role="moderator", of=world.edition())
    assert as_user(moderator).get(page).status_code == 403


def test_a_delegation_is_never_told_that_somebody_is_being_vetted(as_user):
    made = cast.submitted("adviser")
    client = as_user(world.nadia())
    before = client.get(ROOT + "own/").content.count(b"submitted")
    decide.send_to_vetting(world.edition(), [made], recipient="M", by=amira(), at=world.NOW)
    page = client.get(ROOT + "own/").content
    assert b"vetting" not in page
    assert page.count(b"submitted") == before
    assert client.get(f"{ROOT}{made.pk}/").status_code == 403


def test_a_delegation_decides_nothing(as_user):
    made = cast.submitted()
    client = as_user(world.nadia())
    assert client.post(f"{ROOT}{made.pk}/decide/approve/").status_code == 403
    assert client.post(ROOT + "bulk/", {"do": "approve", "one": made.pk}).status_code == 403
    assert now(made) == rules.SUBMITTED


def test_vetting_goes_out_in_five_columns_and_comes_back_by_upload(as_user):
    made = cast.submitted("adviser")
    client = as_user(amira())
    client.post(ROOT + "bulk/", {"do": "vet", "name": "Ministry", "one": made.pk})
    sheet = client.post(ROOT + "vetting/1/csv/").content.decode("utf-8-sig").splitlines()
    assert sheet[0] == "reference,name,born,nationality,number"
    assert Entry.objects.filter(verb="vetting.exported").exists()
    reference = sheet[1].split(",")[0]
    back = io.BytesIO(f"reference,answer\n{reference},cleared\n".encode())
    back.name = "back.csv"
    client.post(ROOT + "vetting/1/answers/", {"file": back})
    assert now(made) == rules.CLEARED
    assert client.get(ROOT + "vetting/").status_code == 200
