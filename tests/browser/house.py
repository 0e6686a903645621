"""A small conference with something on every page, and the addresses of those pages."""

import sys
from pathlib import Path

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from muntada.accounts.models import AccountInvitation, Grant, User
from muntada.bilaterals.models import Cap, Interpreter
from muntada.invitations import rules as invitation_rules
from muntada.invitations.actions import letters
from muntada.invitations.models import Invitation
from muntada.programme.actions.publish import publish
from muntada.programme.models import Participation
from tests import world
from tests.bilaterals import desk

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

import doors


def owner() -> User:
    """Hamad owns the installation: every page of the secretariat is open to him."""
    made = world.user("Hamad", language="en")
    Grant.objects.get_or_create(user=made, role="owner", edition=None)
    return made


def everywhere() -> User:
    """Hamad at the bilaterals desk too, whose pages the owner has not."""
    made = owner()
    Grant.objects.get_or_create(user=made, role="bilaterals", edition=world.edition())
    return made


def furnished() -> dict[str, dict[str, object]]:
    """Make the conference; for each address with a blank in it, what fills the blank."""
    world.nadia()
    egypt = world.invitation("EGY", state=invitation_rules.LISTED)
    letter = letters.invite(egypt, by=owner(), at=world.NOW)
    Invitation.objects.filter(pk=egypt.pk).update(
        answer=invitation_rules.ACCEPTED, answered_at=world.NOW
    )
    world.invitation("KAZ", answer=invitation_rules.DECLINED, answered_at=world.NOW)
    world.invitation("BRA", state=invitation_rules.LISTED)
    delegation = world.delegation("EGY")
    delegation.is_coming = True
    delegation.save()
    laila = world.member("Laila Haddad", state="confirmed", place="head", rank=world.rank())
    world.member("Karim Nassar")
    world.member("Mona Farid", state="withdrawn")
    opening = world.session("Opening", number="P1")
    world.session("Coffee", hours_in=2, minutes=15, kind="other")
    Participation.objects.create(session=opening, member=laila, position=1, minutes=10)
    publish(world.edition(), note="", by=owner(), at=world.NOW)
    meeting = desk.meeting()
    cap = Cap.objects.create(delegation=delegation, most_a_day=4, reason="Much asked for")
    yusuf = Interpreter.objects.create(edition=world.edition(), name="Yusuf", pairs=[["ar", "en"]])
    code = {"code": meeting.request.code}
    newcomer = User.objects.create_user("new@example.org", name="New")
    link = AccountInvitation.objects.create(user=newcomer, sent_at=timezone.now())
    building = opening.room.building
    return {
        "accounts:join": {"token": link.token},
        "conferences:building": {"pk": building.pk},
        "conferences:room": {"pk": opening.room_id},
        "delegations:category": {"pk": laila.category_id},
        "delegations:member": {"pk": laila.pk},
        "delegations:rank": {"pk": laila.rank_id},
        "invitations:template": {"kind": "invitation"},
        "verify:letter": {"code": letter.code},
        **{
            f"bilaterals:{name}": code
            for name in ("request", "change", "accept", "hold", "for_desk")
        },
        "bilaterals:propose": code | {"side": "asker"},
        "bilaterals:own": code | {"side": "counterpart"},
        **{f"bilaterals:{name}": {"code": meeting.code} for name in ("meeting", "held", "cancel")},
        "bilaterals:readout": {"code": meeting.code, "side": "joint"},
        "bilaterals:party": {"pk": delegation.pk},
        "bilaterals:principal": {"pk": meeting.request.principal_id},
        "bilaterals:room": {"pk": meeting.room_id},
        "bilaterals:opening": {"pk": meeting.room_id},
        "bilaterals:interpreter": {"pk": yusuf.pk},
        "bilaterals:duty": {"pk": yusuf.pk},
        "bilaterals:cap": {"pk": cap.pk},
        "website:speaker": {"member": laila.pk},
        "website:session": {"session": opening.pk},
        "delegations": {"pk": delegation.pk},
        "invitations": {"pk": egypt.pk},
        "programme": {"pk": opening.pk},
        "parties": {"code": "EGY"},
    }


def addresses(blanks: dict[str, dict[str, object]]) -> list[str]:
    """Every page of the house whose blanks can be filled; which of them answer, a visit shows."""
    found = []
    for written, name, _view in doors.pages():
        chapter = name.split(":")[0]
        words: dict[str, object] = {"slug": "ninth"} if "<slug:slug>" in written else {}
        if written.count("<") > 1 + len(words):
            words |= blanks.get(name, blanks.get(chapter, {}))
        try:
            found.append(reverse(name, kwargs=words))
        except NoReverseMatch:
            continue
    return sorted(set(found))
