"""The ninth edition as the news article describes it, filled with invented people and replies."""

import random
from datetime import UTC, date, datetime, time, timedelta

from muntada.accounts.models import User
from muntada.audit.actions import Deed, record_all
from muntada.conferences.models import Building, Deadline, Edition, Room, Series, Walk
from muntada.delegations.actions.desk import open_categories, open_ladder
from muntada.delegations.models import Delegation
from muntada.invitations import rules as invitation_rules
from muntada.invitations.actions.letters import invite
from muntada.invitations.actions.replies import reply
from muntada.invitations.models import Invitation
from muntada.parties.actions import load_demo_bodies
from muntada.parties.models import Party
from muntada.people.models import Rank
from muntada.website.demo import words
from muntada.website.demo.accreditation import fill_accreditation
from muntada.website.demo.bilaterals import fill_bilaterals
from muntada.website.demo.cast import fill_delegations
from muntada.website.demo.gates import fill_gates
from muntada.website.demo.meetings import plan_bilaterals
from muntada.website.demo.past import open_past
from muntada.website.demo.press import fill_press
from muntada.website.demo.protocol import fill_floor, fill_protocol
from muntada.website.demo.sessions import fill_programme

SEED = 9
HOST = "RUS"
ORGANISATIONS = ("CIS", "CSTO", "UN", "OSCE", "ICRC", "LAS")
STATES_INVITED, STATES_COMING, DECLINED, TENTATIVE = 119, 109, 6, 1
INVITED_AT = datetime(2021, 2, 15, 9, 0, tzinfo=UTC)


def open_ninth(by: User) -> Edition:
    """The series, its editions, and the ninth with its guests and programme."""
    chance = random.Random(SEED)
    load_demo_bodies()
    series = Series.objects.create(slug="mcis", name=words.SERIES, host=words.HOST)
    edition = _edition(open_past(series)["2021-06-22"])
    at = INVITED_AT - timedelta(days=60)
    record_all([Deed("series.opened", series), Deed("edition.opened", edition)], by=by, at=at)
    ladder = open_ladder(edition, by=by, at=at)
    open_categories(edition, by=by, at=at)
    _venue(edition)
    delegations = _invitations(edition, ladder, by, chance)
    members = fill_delegations(edition, delegations, ladder, by, chance)
    fill_programme(edition, members, by)
    fill_protocol(edition, by)
    fill_floor(edition, by)
    fill_press(edition, by)
    fill_bilaterals(edition, by)
    fill_accreditation(edition, members, by)
    fill_gates(edition, by)
    plan_bilaterals(edition)
    return edition


def _edition(edition: Edition) -> Edition:
    """The arrival day, 22 June, is said apart: the conference opened on the 23rd."""
    edition.arrival_day, edition.starts, edition.ends = (
        date(2021, 6, 22),
        date(2021, 6, 23),
        date(2021, 6, 24),
    )
    edition.description, edition.topics = words.DESCRIPTION, words.TOPICS
    edition.practical_information, edition.contacts = words.PRACTICAL, words.CONTACTS
    edition.venue, edition.state = words.VENUE, "planned"
    edition.host_party = Party.objects.get(code=HOST)
    edition.save()
    for name, days in words.DEADLINES:
        due = datetime.combine(edition.starts - timedelta(days=days), time(18), tzinfo=edition.zone)
        Deadline.objects.create(edition=edition, name=words.four(*name), at=due, is_public=True)
    return edition


def _venue(edition: Edition) -> None:
    buildings = [
        Building.objects.create(edition=edition, name=words.four(*name)) for name in words.BUILDINGS
    ]
    rooms = [
        Room.objects.create(
            edition=edition, building=buildings[where], name=words.four(*name),
            capacity=seats, zone=zone, booths=booths, position=place,
        )
        for place, (name, seats, zone, booths, where) in enumerate(words.ROOMS)
    ]  # fmt: skip
    Walk.objects.bulk_create(
        Walk(room_a=a, room_b=b, minutes=2 if a.building_id == b.building_id else 8)
        for n, a in enumerate(rooms)
        for b in rooms[n + 1 :]
    )


def _answers(chance: random.Random) -> list[str]:
    """As many of each answer as the demo is to show, in an order that claims nothing."""
    silent = STATES_INVITED - STATES_COMING - DECLINED - TENTATIVE
    lower = 18
    answers = [invitation_rules.ACCEPTED] * (STATES_COMING - lower) + [
        invitation_rules.LOWER
    ] * lower
    answers += [invitation_rules.DECLINED] * DECLINED + [invitation_rules.TENTATIVE] * TENTATIVE
    answers += [invitation_rules.NO_REPLY] * silent
    chance.shuffle(answers)
    return answers


def _invitations(
    edition: Edition, ladder: list[Rank], by: User, chance: random.Random
) -> list[Delegation]:
    """119 states and six organisations invited by numbered letters, and what they answered."""
    states = list(Party.objects.states().exclude(code=HOST).order_by("code"))
    invited = sorted(chance.sample(states, STATES_INVITED), key=lambda party: party.code)
    organisations = list(Party.objects.filter(code__in=ORGANISATIONS).order_by("code"))
    answers = [*_answers(chance), *[invitation_rules.ACCEPTED] * len(organisations)]
    minister, ambassador = ladder[4], ladder[10]
    coming = []
    for party, answer in zip([*invited, *organisations], answers, strict=True):
        invitation = Invitation.objects.create(
            edition=edition, party=party, level_asked=minister, language=_language(party)
        )
        invite(invitation, by=by, at=INVITED_AT)
        if answer == invitation_rules.NO_REPLY:
            continue
        level = {invitation_rules.ACCEPTED: minister, invitation_rules.LOWER: ambassador}.get(
            answer
        )
        at = INVITED_AT + timedelta(days=chance.randrange(5, 90), hours=chance.randrange(8))
        reply(invitation, answer=answer, level=level, by=by, at=at, by_secretariat=True)
        if answer in invitation_rules.COMING and invitation.delegation:
            coming.append(invitation.delegation)
    return coming


def _language(party: Party) -> str:
    if party.subregion in ("Northern Africa", "Western Asia"):
        return "ar"
    if party.subregion in ("Central Asia", "Eastern Europe"):
        return "ru"
    return "fr" if party.subregion == "Sub-Saharan Africa" and party.code < "GMB" else "en"
