"""Who may do what, in words a lay person can read: the one permission table of the house.

A verb is `chapter.verb`. Rows are limited elsewhere, by `visible_to(user)`; a focal point's hold on
one delegation is kept by that delegation (`delegations.FocalPoint`), not here.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SEE_ALL = frozenset(
    {
        "desk.see",
        "invitations.see",
        "delegations.see",
        "people.see",
        "programme.see",
        "parties.see",
        "protocol.see",
        "floor.see",
    }
)
# Who decides and prints badges; four eyes are kept by the actions, whoever holds the verb.
ACCREDIT = frozenset(
    {"accreditation.see", "accreditation.edit", "accreditation.approve", "accreditation.print"}
)
# The gates: who looks at the register, and who enrols devices and settles conflicts.
GATES = frozenset({"gates.see", "gates.edit"})
EDIT_EDITION = frozenset({"conferences.edit", "venue.edit"})
EDIT_INVITATIONS = frozenset({"invitations.edit", "letters.issue", "replies.enter"})
EDIT_DELEGATIONS = frozenset({"delegations.edit", "delegations.confirm", "focal_points.invite"})
EDIT_PROGRAMME = frozenset({"programme.edit", "programme.publish"})
# A text under embargo is for who works on it, not for every desk.
# Closing an edition and purging it are the owner's and the secretariat's.
ARCHIVE = frozenset({"archive.see", "figures.publish", "archive.close"})
EDIT_PRESS = frozenset({"press.see", "press.edit", "press.clear", "press.release"})
# Meetings two by two are known to their parties and to this desk: neither the owner of the
# installation nor the secretariat nor the auditor has these verbs.
BILATERALS = frozenset({"bilaterals.see", "bilaterals.edit", "bilaterals.plan"})


EDIT_PROTOCOL = frozenset({"protocol.edit", "protocol.apart"})
RUN_FLOOR = frozenset({"floor.see", "floor.inscribe", "floor.chair"})
# A moderator issues the Journal; what the public reads is for who answers for it.
PUBLISH_JOURNAL = frozenset({"journal.publish"})


@dataclass(frozen=True)
class Role:
    """What the role is called, what it is for, and the verbs it has."""

    name: Promise
    does: Promise
    verbs: frozenset[str]


ROLES: dict[str, Role] = {
    "owner": Role(
        _("Owner of the installation"),
        _("Opens series and editions, gives roles, reads the audit."),
        SEE_ALL
        | EDIT_EDITION
        | EDIT_INVITATIONS
        | EDIT_DELEGATIONS
        | EDIT_PROGRAMME
        | EDIT_PROTOCOL
        | RUN_FLOOR
        | PUBLISH_JOURNAL
        | EDIT_PRESS
        | ACCREDIT
        | GATES
        | ARCHIVE
        | {
            "conferences.open",
            "parties.edit",
            "accounts.edit",
            "audit.see",
            "imports.apply",
            "exports.take",
        },
    ),
    "secretariat": Role(
        _("Secretariat"),
        _("Runs the edition: invites, enters replies, confirms delegations, publishes."),
        SEE_ALL
        | EDIT_EDITION
        | EDIT_INVITATIONS
        | EDIT_DELEGATIONS
        | EDIT_PROGRAMME
        | EDIT_PROTOCOL
        | RUN_FLOOR
        | PUBLISH_JOURNAL
        | EDIT_PRESS
        | ACCREDIT
        | GATES
        | ARCHIVE
        | {"parties.edit", "accounts.edit", "imports.apply", "exports.take"},
    ),
    "protocol": Role(
        pgettext_lazy("role", "Protocol"),
        _("Keeps the orders, the seating plans and the list of speakers; enters replies on paper."),
        SEE_ALL
        | EDIT_PROTOCOL
        | RUN_FLOOR
        | PUBLISH_JOURNAL
        | {"replies.enter", "delegations.edit", "parties.edit", "exports.take"},
    ),
    "accreditation": Role(
        _("Accreditation desk"),
        _("Sees delegations and people; confirms members; vets, approves and prints badges."),
        frozenset(
            {
                "desk.see",
                "delegations.see",
                "people.see",
                "parties.see",
                "delegations.confirm",
                "exports.take",
            }
        )
        | ACCREDIT
        | GATES,
    ),
    "gate": Role(
        pgettext_lazy("role", "Gate"),
        _("Sees the programme of the day; admits people."),
        frozenset({"desk.see", "programme.see", "gates.see"}),
    ),
    "programme": Role(
        pgettext_lazy("role", "Programme"),
        _("Plans sessions, rooms and speakers; publishes the programme."),
        frozenset({"desk.see", "programme.see", "people.see", "parties.see", "exports.take"})
        | EDIT_PROGRAMME
        | RUN_FLOOR
        | PUBLISH_JOURNAL
        | {"venue.edit"},
    ),
    "press": Role(
        _("Press office"),
        _("Writes, clears and releases statements; keeps the media programme and the coverage."),
        frozenset({"desk.see", "programme.see", "parties.see", "archive.see", "figures.publish"})
        | EDIT_PRESS,
    ),
    "journalist": Role(
        _("Accredited journalist"),
        _("Reads what is offered under embargo, once the terms are accepted."),
        frozenset({"embargo.read"}),
    ),
    "bilaterals": Role(
        _("Bilaterals desk"),
        _("Arranges meetings two by two, which only it and their parties see."),
        frozenset({"desk.see", "delegations.see", "people.see", "programme.see", "parties.see"})
        | BILATERALS
        | {"exports.take"},
    ),
    "moderator": Role(
        _("Moderator"),
        _("Sees the programme, with what is not yet public; chairs, with the list of speakers."),
        frozenset({"desk.see", "programme.see"}) | RUN_FLOOR,
    ),
    "auditor": Role(
        _("Auditor"),
        _("Reads the record of who did what, and changes nothing."),
        frozenset({"desk.see", "audit.see"}),
    ),
}

# Every verb, in the words of who gives roles.
VERBS: dict[str, Promise] = {
    "desk.see": _("see the overview of the edition"),
    "invitations.see": _("see invitations and replies"),
    "invitations.edit": _("decide who is invited"),
    "letters.issue": _("issue letters"),
    "replies.enter": _("enter replies received on paper"),
    "delegations.see": _("see delegations"),
    "delegations.edit": _("nominate and correct members"),
    "delegations.confirm": _("confirm members"),
    "focal_points.invite": _("name focal points"),
    "people.see": _("see people"),
    "programme.see": _("see the programme, with its draft"),
    "programme.edit": _("plan sessions"),
    "programme.publish": _("publish the programme"),
    "protocol.see": _("see orders and seating plans"),
    "protocol.edit": _("set orders, draw lots, seat people"),
    "protocol.apart": _("see and say who is kept apart"),
    "floor.see": _("see the lists of speakers"),
    "floor.inscribe": _("keep the list of speakers"),
    "floor.chair": _("chair: call speakers, open and close the meeting"),
    "journal.publish": _("publish the Journal on the public site"),
    "press.see": _("see statements before their release"),
    "press.edit": _("write statements, the media programme and coverage"),
    "press.clear": _("clear statements"),
    "press.release": _("embargo, release, correct and kill statements"),
    "embargo.read": _("read under embargo"),
    "archive.see": _("see figures and the closing of the edition"),
    "figures.publish": _("publish figures"),
    "archive.close": _("close the edition and purge personal data"),
    "bilaterals.see": _("see bilateral meetings"),
    "bilaterals.edit": _("enter and correct requests for meetings"),
    "bilaterals.plan": _("plan and publish bilateral meetings"),
    "accreditation.see": _("see applications for accreditation"),
    "accreditation.edit": _("work on applications for accreditation"),
    "accreditation.approve": _("approve and refuse accreditation"),
    "accreditation.print": _("print and hand out badges"),
    "gates.see": _("see who is inside and what the gates say"),
    "gates.edit": _("set up gates, enrol devices, settle conflicts"),
    "parties.see": _("see parties"),
    "parties.edit": _("change names of parties and groups"),
    "venue.edit": _("change the venue"),
    "conferences.edit": _("change the edition"),
    "conferences.open": _("open series and editions"),
    "accounts.edit": _("give and take roles"),
    "imports.apply": _("import files"),
    "exports.take": _("take exports"),
    "audit.see": _("read the audit"),
}

ROLE_CHOICES = [(code, role.name) for code, role in ROLES.items()]
# Roles nobody gives to themselves: who wants to look needs a colleague, and leaves a trace of both.
GIVEN_BY_ANOTHER = frozenset({"bilaterals"})
# Roles a secretariat may give; the owner's is given by another owner or on the command line.
GRANTABLE = tuple(code for code in ROLES if code != "owner")
# Who sees the overview works at a desk of the conference, and so acts for no delegation: a desk
# that trusted itself with one would read its requests for meetings (docs/adr/0008).
DESK_ROLES = frozenset(code for code, role in ROLES.items() if "desk.see" in role.verbs)


def why_not_give(
    role: str, *, to_self: bool, giver_is_owner: bool, is_focal_point: bool
) -> Promise | None:
    """Why this role is not given to this person, if so."""
    if role not in GRANTABLE and not giver_is_owner:
        return _("Only an owner can make another owner.")
    if to_self and role in GIVEN_BY_ANOTHER:
        return _("Nobody gives this role to themselves. Ask a colleague to give it.")
    if is_focal_point and role in DESK_ROLES:
        return _(
            "This person is a focal point of a delegation to this conference. Who works at a desk "
            "acts for no delegation: end the one before giving the other."
        )
    return None
