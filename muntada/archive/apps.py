"""The archive tells the imports, which stand below it, how a file of past figures is read."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "muntada.archive"

    def ready(self) -> None:
        from muntada.archive import figures_file
        from muntada.imports.actions import KINDS
        from muntada.imports.models import Import

        KINDS[Import.FIGURES] = figures_file
