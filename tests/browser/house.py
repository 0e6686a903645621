"""A small conference with something on every page, and the addresses of those pages."""

import uuid

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from muntada.accounts.links import INVITATION, token_for
from muntada.accounts.models import Grant, User
from muntada.accreditation import admission
from muntada.accreditation.actions import applications, badges, batches, decide, lent
from muntada.accreditation.actions.setup import open_accreditation
from muntada.accreditation.models import Application, Badge
from muntada.archive.models import PublishedFigure
from muntada.bilaterals.models import Cap, Interpreter
from muntada.delegations.models import Member
from muntada.floor import actions as speaking
from muntada.floor.models import Floor, Speech
from muntada.gates.actions import register
from muntada.gates.actions import setup as gate_setup
from muntada.gates.models import Gate
from muntada.invitations import rules as invitation_rules
from muntada.invitations.actions import letters
from muntada.invitations.models import Invitation
from muntada.kit.texts import Text
from muntada.press.models import Coverage, MediaSlot
from muntada.programme.actions.publish import publish
from muntada.programme.models import Participation, Session
from muntada.protocol.actions import orders, seats
from muntada.protocol.models import SeatPlan
from tests import world
from tests.bilaterals import desk
from tests.gates import cast as gates
from tests.press import desk as press_desk
from tools import doors


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
    owner_of_it = {"by": owner(), "at": world.NOW}
    hall = protocol(owner_of_it)
    speech, floor = floor_of(opening, laila, owner_of_it)
    statement = press_desk.out(word="Opening")
    press_desk.statement(languages=("en", "ar"), cleared=False, word="Draft")
    slot = MediaSlot.objects.create(
        edition=world.edition(), starts=world.OPENING, title=Text(en="Family photo")
    )
    article = Coverage.objects.create(
        edition=world.edition(), outlet="Agency", title="مؤتمر", language="ar",
        text="عقد المؤتمر التاسع في 23 أبريل 2020 بحضور 100 دولة.", added_at=world.NOW,
    )  # fmt: skip
    PublishedFigure.objects.create(
        edition=world.edition(), measure="countries", basis="attended", comparator=">", value=100,
        source="agency.example/a-long-address/of-a-page-that-does-not-break-anywhere",
    )  # fmt: skip
    accredited, badge, lone = accreditation(laila)
    north = gates_of(badge)
    meeting = desk.meeting()
    cap = Cap.objects.create(delegation=delegation, most_a_day=4, reason="Much asked for")
    yusuf = Interpreter.objects.create(edition=world.edition(), name="Yusuf", pairs=[["ar", "en"]])
    code = {"code": meeting.request.code}
    newcomer = User.objects.create_user("new@example.org", name="New")
    token = token_for(newcomer, INVITATION, at=timezone.now())
    building = opening.room.building
    return {
        "accounts:join": {"token": token},
        "accreditation": {"pk": accredited.pk},
        "accreditation:category": {"pk": accredited.category_id},
        "accreditation:zone": {"pk": world.edition().zones.all()[0].pk},
        **{
            f"accreditation:{name}": {"pk": world.edition().badge_templates.all()[0].pk}
            for name in ("template", "template_shown", "preview")
        },
        "accreditation:batch": {"pk": world.edition().print_batches.get().pk},
        "accreditation:receipt": {"number": 1},
        "gates:change": {"pk": north.pk},
        "website:application": {"link": lone},
        "website:badge": {"link": badge.link},
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
        **{f"meetings:{name}": {"code": meeting.code} for name in ("move", "briefing")},
        "meetings:itinerary": {"pk": meeting.request.principal_id},
        "website:speaker": {"member": laila.pk},
        "website:session": {"session": opening.pk},
        "protocol:order": {"purpose": "precedence"},
        "protocol:set_order": {"purpose": "precedence"},
        "protocol:version": {"pk": hall.pk, "number": 1},
        "floor:journal": {"day": "2021-06-23"},
        "floor:journal_version": {"day": "2021-06-23", "number": 1},
        "floor:text": {"pk": speech.pk},
        "floor:read_text": {"pk": speech.pk},
        "live:watch": {"session": opening.pk},
        "protocol": {"pk": hall.pk},
        "floor": {"pk": floor.pk},
        "press:piece": {"pk": article.pk},
        "press:put": {"name": "coverage"},
        "press:put_again": {"name": "media", "pk": slot.pk},
        "press:version": {"pk": statement.pk + 1, "language": "ar"},
        "press:statement": {"pk": statement.pk + 1},
        "press:change": {"pk": statement.pk + 1},
        "website:statement": {"key": statement.key},
        "delegations": {"pk": delegation.pk},
        "invitations": {"pk": egypt.pk},
        "programme": {"pk": opening.pk},
        "parties": {"code": "EGY"},
    }


def accreditation(laila: Member) -> tuple[Application, Badge, str]:
    """The head accredited, her badge handed out, a floater and a pin away, a batch, a reporter."""
    actor = {"by": owner(), "at": world.NOW}
    open_accreditation(world.edition(), **actor)
    made = applications.open_for_member(laila, **actor)
    applications.submit(made, at_desk=True, **actor)
    badge = decide.approve(made, **actor)
    badges.mark_printed([badge], **actor)
    badges.collect([badge], name="Nadia", role="self", activate=True,
                   delegation=made.delegation, **actor)  # fmt: skip
    series = lent.make_series(world.edition().zones.get(letter="C"), name="C1", size=3, **actor)
    lent.hand_out_floater(series, made.delegation, name="Nadia", **actor)
    lent.make_pins(world.edition(), size=2, **actor)
    lent.hand_out_pin(made, name="Nadia", **actor)
    look = world.edition().badge_templates.all()[0]
    batches.ask_for_batch(
        world.edition(), template=look, badges=[badge], is_sheet=False, name="all", **actor
    )
    press = world.edition().accreditation_categories.get(code="press")
    _lone, link = applications.open_alone(
        press, name="Dina Sabry", email="dina@paper.example", at=world.NOW
    )
    return made, badge, link


def gates_of(badge: Badge) -> Gate:
    """Two tablets without a network let one badge in; a third waits to be enrolled."""
    north = gates.gate()
    for name in ("North", "South"):
        tablet = gates.Tablet(north, name)
        told = register.Told(uuid.uuid4(), badge.token, gates.NOW, "entry", admission.ADMITTED)
        tablet.merge(told)
    gate_setup.add_device(north, name="Tablet 3", by=owner(), at=gates.NOW)
    return north


def protocol(actor: dict[str, object]) -> SeatPlan:
    """A drawn lot, a seated hall, a pinned place."""
    orders.draw(world.edition(), seed="4 2", drawn_by="Salma", witness="The dean", **actor)
    egypt = world.delegation("EGY")
    orders.pin(
        world.edition(), "precedence", delegation=egypt, place=1, reason="Dean", **actor
    )  # fmt: skip
    fields = {"name": Text(en="Hall", ar="القاعة"), "shape": "rows", "who": "heads", "size": 60,
              "purpose": "seating", "per_row": 20, "behind": 0, "honour": 0,
              "room": None}  # fmt: skip
    return seats.plan_seats(world.edition(), fields=fields, **actor)


def floor_of(session: Session, member: Member, actor: dict[str, object]) -> tuple[Speech, Floor]:
    """A meeting that is open, with one speaker and a text."""
    made = speaking.furnish(session, **actor)
    speaking.open_list(made, is_open=True, **actor)
    speech = speaking.inscribe(
        made, delegation=member.delegation, member=member, text="peace " * 2000, **actor
    )
    speaking.sit(made, verb="open", by=actor["by"], at=world.OPENING)
    speaking.issue_journal(world.edition(), world.edition().starts, **actor)
    return speech, made


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
