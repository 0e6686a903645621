"""What one chapter's deed sets off in a brother it may not import, as settings.TIES says.

Called in the transaction of the deed, in plain sight where the deed is done; a test follows each
tie from end to end.
"""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def follow(verb: str, **said: Any) -> None:
    """Call, one after the other, the actions that follow from `verb`."""
    for path in settings.TIES.get(verb, ()):
        import_string(path)(**said)
