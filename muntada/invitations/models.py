"""Invitations, the letters that carry them, and the replies they bring."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.accounts.models import User
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, trusted_with
from muntada.invitations import rules
from muntada.kit.languages import LANGUAGE_CHOICES
from muntada.kit.texts import TextField
from muntada.parties.models import Party
from muntada.people.models import Rank


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User) -> "InvitationQuerySet":
        """All of an edition to who may see its invitations; to a focal point, their own."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        editions = {
            g.edition_id for g in user.held_grants() if user.may("invitations.see", g.edition_id)
        }
        if None in editions:
            return self
        own = Q(delegation__in=trusted_with(user)) & Q(state=rules.INVITED)
        return self.filter(Q(edition__in=editions) | own)

    def invited(self) -> "InvitationQuerySet":
        return self.filter(state=rules.INVITED)

    def coming(self) -> "InvitationQuerySet":
        return self.invited().filter(answer__in=rules.COMING)


class Invitation(models.Model):
    """A party asked to an edition, at a level, and what it has answered so far."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="invitations")
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="invitations", verbose_name=_("party")
    )
    delegation = models.OneToOneField(
        Delegation, models.PROTECT, null=True, blank=True, related_name="invitation"
    )
    level_asked = models.ForeignKey(
        Rank,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("level asked for"),
    )
    language = models.CharField(
        _("language of the letter"), max_length=2, choices=LANGUAGE_CHOICES, default="en"
    )
    mail_to = models.EmailField(_("address for the letter"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=rules.STATES, default=rules.LISTED)
    invited_at = models.DateTimeField(pgettext_lazy("date", "invited"), null=True, blank=True)
    # The latest reply, kept here so that lists and figures read one row.
    answer = models.CharField(
        _("reply"), max_length=16, choices=rules.ANSWERS, default=rules.NO_REPLY
    )
    level_offered = models.ForeignKey(
        Rank,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("level of the reply"),
    )
    answered_at = models.DateTimeField(_("replied"), null=True, blank=True)
    note = models.TextField(_("note of the desk"), blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        constraints = [
            models.UniqueConstraint(fields=["edition", "party"], name="a_party_is_invited_once"),
            models.CheckConstraint(
                condition=Q(answer=rules.NO_REPLY) | ~Q(answered_at=None), name="a_reply_has_a_date"
            ),
            models.CheckConstraint(
                condition=Q(state=rules.LISTED) | ~Q(invited_at=None),
                name="an_invitation_sent_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return str(self.party)


class Reply(models.Model):
    """One reply in the history of an invitation; a later one stands, the earlier ones stay."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="replies")
    answer = models.CharField(_("reply"), max_length=16, choices=rules.REPLIES)
    level = models.ForeignKey(
        Rank, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("level")
    )
    reason = models.TextField(
        _("reason"), blank=True, max_length=2000, help_text=_("May be left empty.")
    )
    at = models.DateTimeField(_("received"))
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    by_secretariat = models.BooleanField(default=False)
    reference = models.CharField(_("number of the letter received"), max_length=80, blank=True)
    scan = models.FileField(
        _("scan of the letter"), upload_to="replies/", blank=True, max_length=200
    )

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("reply")
        verbose_name_plural = _("replies")

    def __str__(self) -> str:
        return f"{self.invitation}: {self.get_answer_display()}"


class LetterTemplate(models.Model):
    """The words of a letter in an edition, by kind; placeholders in braces are filled in."""

    INVITATION, REMINDER = "invitation", "reminder"
    KINDS = [(INVITATION, _("invitation")), (REMINDER, _("reminder"))]
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="letter_templates")
    kind = models.CharField(_("kind"), max_length=12, choices=KINDS)
    subject = TextField(_("subject"))
    body = TextField(_("text"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind"], name="a_kind_of_letter_has_one_template"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_kind_display()}"


def new_code() -> str:
    """Ten characters read aloud without doubt: no 0/O, 1/I/L (about 48 bits)."""
    return "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _n in range(10))


class Letter(models.Model):
    """A letter that went out: its number, its words as they were, its code for verification."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="letters")
    kind = models.CharField(_("kind"), max_length=12, choices=LetterTemplate.KINDS)
    number = models.PositiveIntegerField(_("number"))
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="letters")
    symbol = models.CharField(_("symbol"), max_length=60)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    code = models.CharField(max_length=12, unique=True, default=new_code)
    subject = models.TextField()
    body = models.TextField()
    # The party's name as it was when the letter was written: names of states change.
    addressee = models.CharField(max_length=300)
    # The host, the title and the city as they were, so that the same letter can be printed again.
    letterhead = models.JSONField(default=dict, editable=False)
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    mail_to = models.EmailField(blank=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    mail_problem = models.CharField(max_length=300, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("letter")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="a_letter_number_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return self.symbol
