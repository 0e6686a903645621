"""What the gate's page says, in the language of the guard; its script has no words of its own."""

from collections.abc import Callable
from typing import Any

from babel import Locale
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from muntada.accreditation.admission import VERDICTS
from muntada.kit.languages import babel_locale

# One number for each plural form a language may have: the script chooses the form by its name.
_SAMPLES = (0, 1, 2, 3, 4, 5, 11, 21, 100)


def _forms(said: Callable[[int], str]) -> dict[str, str]:
    rule = Locale.parse(babel_locale(get_language() or "en")).plural_form
    return {"other": said(100), **{rule(n): said(n) for n in _SAMPLES}}


def failures() -> dict[str, list[str]]:
    """Where there is no verdict: nobody is admitted whom the register would not have."""
    nobody = _("Nobody is admitted by this scan.")
    return {
        "failed": [
            _("Not judged"),
            _("Something failed on this device. Scan again; if it fails again, call the desk.")
            + " "
            + nobody,
        ],
        "not_kept": [
            _("Not written down"),
            _(
                "This device could not write the scan down. Scan again, or send the holder to the"
                " desk."
            )
            + " "
            + nobody,
        ],
        "no_list": [
            _("No list"),
            _("This device holds no list and cannot judge until it has a network.") + " " + nobody,
        ],
        "refused": [_("Not judged"), nobody],
    }


def words() -> dict[str, Any]:
    return {
        "verdicts": {code: [str(word), str(said)] for code, (word, said) in VERDICTS.items()},
        "by_signature": _("The signature is right. The badge is newer than the list held here."),
        "online": _("On line"),
        "offline": _("No network: going on alone"),
        "list_of": _("list of {time}"),
        "minutes": _forms(lambda n: ngettext("{n} minute old", "{n} minutes old", n)),
        "waiting": _forms(lambda n: ngettext("{n} scan waits", "{n} scans wait", n)),
        "inside": _("{n} inside"),
        "inside_of": _("{n} of {most} inside"),
        "ready": _("Ready. Hold the badge before the camera, or type its number."),
        "judging": _("Judging…"),
        "failures": failures(),
        "no_signature": _(
            "This browser cannot verify the signatures of badges. Bring it up to date, or use"
            " another device."
        ),
        "no_storage": _(
            "This device cannot keep scans: its storage is full, or closed to this page. Without"
            " a network it admits nobody. Call the desk."
        ),
        "clock_wrong": _(
            "The clock of this device is wrong: it says {wrong}, and it is {right}. Badges are"
            " judged without it; set it right."
        ),
        "clock_unsure": _(
            "How late it is is not certain, {from} at the earliest. A badge not valid on every day"
            " it may be goes to the desk."
        ),
        "camera_lost": _("The camera has stopped. Press its button to start it again."),
        "no_network": _("There is no network. A device is enrolled with a network once."),
        "no_camera": _("The camera cannot be used. Allow it for this page, or type the number."),
    }
