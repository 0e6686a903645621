"""A database whose seals no key opens is said before anything is served."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register


class AccreditationConfig(AppConfig):
    name = "muntada.accreditation"

    def ready(self) -> None:
        register(the_vault_opens, Tags.database)


def the_vault_opens(databases: Any = None, **_more: Any) -> list[CheckMessage]:
    """Run by `migrate` and `check --database default`."""
    from muntada.accreditation.queries import why_not_open

    why_not = why_not_open() if databases else None
    return [Error(why_not, id="accreditation.E001")] if why_not else []
