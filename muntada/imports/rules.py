"""States of an import, and when it may be applied."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.kit.states import Steps, step

READING, PREVIEWED, APPLYING, APPLIED, REFUSED = (
    "reading",
    "previewed",
    "applying",
    "applied",
    "refused",
)
STATES = [
    (READING, _("being read")),
    (PREVIEWED, _("ready to be looked at")),
    (APPLYING, _("being applied")),
    (APPLIED, _("applied")),
    (REFUSED, pgettext_lazy("file", "refused")),
]
DIED_TWICE = _(
    "Reading this file ended the program twice, so it was given up. Save it anew, or split it."
)
WORKING = frozenset({READING, APPLYING})
STEPS: Steps = {
    "preview": step(READING, APPLYING, to=PREVIEWED),
    "refuse": step(READING, APPLYING, to=REFUSED),
    "start": step(PREVIEWED, to=APPLYING),
    "apply": step(APPLYING, to=APPLIED),
    "read_again": step(PREVIEWED, to=READING),
}


def why_not_apply(counts: dict[str, int], *, leave_out_refused: bool) -> Promise | None:
    """Refused rows are mended, or left out knowingly."""
    if counts.get("refused") and not leave_out_refused:
        return _("Some rows are refused. Mend the file, or tick that they may be left out.")
    if not counts.get("new") and not counts.get("changed"):
        return _("There is nothing to apply: no row is new or changed.")
    return None
