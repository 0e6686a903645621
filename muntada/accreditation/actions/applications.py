"""Applications made, filled in, submitted and withdrawn."""

import hashlib
import hmac
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.accreditation import rules, vault
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.links import digest, link_of
from muntada.accreditation.models import Application, Category, EditionKeys, SealedFile
from muntada.accreditation.papers import Paper
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.delegations import rules as member_rules
from muntada.delegations.models import Member
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.outbox import mail_later
from muntada.kit.states import move
from muntada.kit.texts import Text
from muntada.parties.models import Party
from muntada.people.models import Person

FIELDS = (
    "name_latin", "name_own", "function", "outlet", "medium", "equipment", "nationality", "email",
)  # fmt: skip
# Said alike to everybody, so that nobody learns from it who else is accredited, and as what.
TWICE = _(
    "This application cannot be taken as it is. Whoever has an application already goes on with "
    "that one; otherwise ask the accreditation desk."
)


def category_of(member: Member) -> Category | None:
    """What a member of a delegation is accredited as when nothing else is said."""
    found = list(member.edition.accreditation_categories.all())
    by_code = {one.code: one for one in found}
    if member.place == member_rules.HEAD and "head" in by_code:
        return by_code["head"]
    if not member.delegation.party.is_state and "organisation" in by_code:
        return by_code["organisation"]
    for one in found:
        if one.member_category_id == member.category_id:
            return one
    return by_code.get("delegate")


def printed_names(person: Person) -> tuple[str, str]:
    """The name in Latin letters, and in the script the person writes where that is another."""
    latin = person.name.get("en") or person.name.get("fr") or person.name.get("es") or ""
    own = next((person.name[code] for code in ("zh", "ar", "ru") if person.name.get(code)), "")
    return (latin or own)[:120], (own if latin else "")[:120]


def next_number(edition: Edition) -> int:
    """Two who apply at once wait for one another here."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    return 1 + (edition.applications.aggregate(n=Max("number"))["n"] or 0)


@transaction.atomic
def open_for_member(
    member: Member, *, category: Category | None = None, by: User, at: datetime
) -> Application:
    """An application for a confirmed member, its names and function taken over."""
    if member.state != member_rules.CONFIRMED:
        raise RuleBroken(_("Only a confirmed member is accredited. Confirm the member first."))
    category = category or category_of(member)
    if category is None:
        raise RuleBroken(_("This edition has no categories of accreditation yet."))
    latin, own = printed_names(member.person)
    party = member.delegation.party
    made = Application(
        edition=member.edition, member=member, delegation=member.delegation, category=category,
        person=member.person, name_latin=latin, name_own=own, function=member.function,
        nationality=party if party.is_state else None,
    )  # fmt: skip
    return _open(made, by=by, at=at)


def _open(made: Application, *, by: User | None, at: datetime) -> Application:
    taken = Application.objects.standing().filter(edition=made.edition, person=made.person)
    if found := taken.first():
        said = _("This person has application {number} already, as {category}: nobody has two.")
        raise RuleBroken(str(said).format(number=found, category=found.category))
    made.number, made.made_at = next_number(made.edition), at
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise RuleBroken(_("This person is being accredited just now by somebody else.")) from error
    record("application.opened", made, by=by, at=at, after={"category": made.category.code})
    return made


@transaction.atomic
def open_alone(
    category: Category, *, name: str, email: str, at: datetime
) -> tuple[Application, str]:
    """Somebody of the press applies alone; the secret of their personal link is returned once."""
    if not category.is_open_to_public:
        raise RuleBroken(_("People of this category do not apply for themselves."))
    ensure(rules.why_not_apply(at=at, deadline=category.deadline, late_allowed=False))
    standing = Application.objects.standing().filter(edition=category.edition)
    if standing.filter(email__iexact=email).exists():
        raise RuleBroken(TWICE)
    person = Person.objects.create(name=Text(en=name), email=email)
    made = Application(
        edition=category.edition, category=category, person=person, name_latin=name, email=email,
    )  # fmt: skip
    made = _open(made, by=None, at=at)
    link = link_of(made)
    made.link_digest = digest(link)
    made.save(update_fields=["link_digest"])
    mail_later(
        to=email,
        subject=str(_("Your application for accreditation")),
        body=str(_("Go on with your application, and see how it stands, at this address: {link}")),
        seen_by="accreditation.see",
        edition_id=made.edition_id,
        personal="application",
        about=made.pk,
    )
    return made, link


def document_digest(keys: EditionKeys, identity: dict[str, Any]) -> str:
    said = "".join(str(identity.get(name, "")).upper() for name in ("nationality", "number"))
    key = hashlib.sha256(b"document" + keys.data_key()).digest()
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


def namesakes(application: Application) -> list[Application]:
    """Standing applications of the edition under the same name: perhaps the same person."""
    if not application.name_latin:
        return []
    found = Application.objects.standing().filter(
        edition=application.edition_id, name_latin__iexact=application.name_latin
    )
    return list(found.exclude(pk=application.pk).select_related("category")[:5])


@transaction.atomic
def fill_in(
    application: Application, *, fields: dict[str, Any], identity: dict[str, Any] | None = None,
    by: User | None, at: datetime,
) -> None:  # fmt: skip
    """Write what was typed; identity data are sealed, and the record says only that."""
    if application.state not in (rules.DRAFT, rules.INCOMPLETE, rules.SUBMITTED):
        raise RuleBroken(_("This application is being decided. Ask the desk to change it."))
    changed = [
        name for name in FIELDS if name in fields and getattr(application, name) != fields[name]
    ]
    for name in changed:
        setattr(application, name, fields[name])
    if identity:
        keys = keys_of(application.edition, at=at)
        application.identity = keys.seal(vault.pack(identity), application.about("identity"))
        application.document_digest = document_digest(keys, identity)
        changed += ["identity", "document_digest"]
    if changed:
        try:
            with transaction.atomic():
                application.save(update_fields=changed)
        except IntegrityError as error:
            raise RuleBroken(TWICE) from error
        record("application.filled_in", application, by=by, at=at, after={"fields": changed})


@transaction.atomic
def hand_in(
    application: Application, *, kind: str, paper: Paper, by: User | None, at: datetime
) -> None:
    """Seal a photo or a paper; a newer one takes the place of the older."""
    keys = keys_of(application.edition, at=at)
    about = f"application:{application.pk}:{kind}"
    SealedFile.objects.update_or_create(
        application=application, kind=kind,
        defaults={"media_type": paper.media_type, "size": len(paper.content),
                  "content": keys.seal(paper.content, about), "sealed_at": at},
    )  # fmt: skip
    record("application.paper_handed_in", application, by=by, at=at, after={"kind": kind})


def given(application: Application) -> set[str]:
    """What the category may ask and this application has."""
    said = {name for name in ("function", "outlet", "equipment") if getattr(application, name)}
    if application.identity is not None:
        said.add(rules.IDENTITY)
    return said | set(application.files.values_list("kind", flat=True))


@transaction.atomic
def submit(
    application: Application, *, by: User | None, at: datetime, at_desk: bool = False
) -> None:
    category = application.category
    late = application.late_allowed or at_desk
    ensure(rules.why_not_apply(at=at, deadline=category.deadline, late_allowed=late))
    ensure(rules.why_not_submit(needs=category.needs, given=given(application)))
    move(application, rules.STEPS, "submit", submitted_at=at, question="")
    record("application.submitted", application, by=by, at=at)


@transaction.atomic
def submit_all(
    application: Application, *, fields: dict[str, Any], identity: dict[str, Any] | None,
    papers: dict[str, Paper], by: User | None, at: datetime, at_desk: bool = False,
) -> None:  # fmt: skip
    """What was typed and what was handed in, then submitted: all of it or nothing."""
    if identity and application.delegation_id is None:
        country = Party.objects.filter(code=identity["nationality"]).first()
        fields = fields | {"nationality": country}
    fill_in(application, fields=fields, identity=identity, by=by, at=at)
    for kind, paper in papers.items():
        hand_in(application, kind=kind, paper=paper, by=by, at=at)
    submit(application, by=by, at=at, at_desk=at_desk)


def of_link(edition: Edition, link: str) -> Application | None:
    """The application behind a personal link; the link itself is kept nowhere."""
    found = Application.objects.filter(edition=edition, link_digest=digest(link))
    return found.exclude(link_digest="").select_related("edition", "category", "person").first()


@transaction.atomic
def replace_photo(application: Application, *, photo: Paper, by: User | None, at: datetime) -> None:
    """A better photo, until the badge is printed with it."""
    live = application.badges.filter(state__in=rules.LIVE_BADGES).order_by("-issue").first()
    ensure(rules.why_not_new_photo(state=application.state, badge=live.state if live else ""))
    hand_in(application, kind=rules.PHOTO, paper=photo, by=by, at=at)


@transaction.atomic
def allow_late(application: Application, *, by: User, at: datetime) -> None:
    Application.objects.filter(pk=application.pk).update(late_allowed=True)
    record("application.late_allowed", application, by=by, at=at)


def seen(application: Application, *, what: str, by: User, at: datetime) -> None:
    """Who looked at identity data or a paper: kept for the person it is about."""
    record(f"{what}.seen", application, by=by, at=at)
