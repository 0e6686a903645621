"""A run of the planner: what it was asked, how far it has come, the plan it made."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.bilaterals import rules
from muntada.bilaterals.models.principals import desk_editions
from muntada.conferences.models import Edition


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: User) -> "RoundQuerySet":
        """To the desk alone."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        editions = desk_editions(user)
        return self if None in editions else self.filter(edition__in=editions)

    def unfinished(self) -> "RoundQuerySet":
        return self.filter(state__in=(rules.WAITING, rules.WORKING))


class Round(models.Model):
    """One plan of an edition; rounds of one problem are alternatives, compared side by side."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField(_("round"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=rules.ROUND_KINDS, default=rules.PLAN)
    state = models.CharField(
        _("state"), max_length=8, choices=rules.ROUND_STATES, default=rules.WAITING
    )
    # The plan this one starts from (a repair, a what-if), if any.
    base = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    seconds = models.PositiveSmallIntegerField(_("at most seconds"), default=60)
    seed = models.PositiveIntegerField(_("seed"), default=1)
    workers = models.PositiveSmallIntegerField(_("workers"), default=2)
    # What the desk supposed: one room more, half an hour later …
    options = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    # As the planner reads and writes them (planning/meetings/form.py).
    problem = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    plan = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    # What check.py found wrong with the plan; a plan with anything here cannot be taken.
    faults = models.JSONField(default=list, blank=True)
    # Of the best plan so far: {"top": …, "weight": …, "unfair": …, "waiting": …, "changed": …}.
    score = models.JSONField(default=dict, blank=True)
    baseline = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=12, blank=True)
    top_bound = models.IntegerField(null=True)
    bound = models.IntegerField(null=True)
    spent = models.FloatField(_("seconds spent"), default=0)
    # By code of the request left out: what blocks it (planning/meetings/explain.py).
    explanations = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    problem_said = models.TextField(blank=True)
    stop_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True)
    # Of the one process that works on it; who took it over after a restart has another.
    claim = models.CharField(max_length=16, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("round of planning")
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="a_round_has_one_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def progress_name(self) -> str:
        return f"round-{self.pk}"

    @property
    def is_working(self) -> bool:
        return self.state in (rules.WAITING, rules.WORKING)
