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
        "no_network": _("There is no network. A device is enrolled with a network once."),
        "no_camera": _("The camera cannot be used. Allow it for this page, or type the number."),
    }
