"""Compiles the translations, so that the wheel and an editable install both carry them."""

import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent / "muntada" / "kit"))


class CompileTranslations(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, list[str]]) -> None:
        from catalogues import compile_stale

        locale = Path(self.root) / "muntada" / "locale"
        compile_stale(locale)
        build_data["artifacts"].append("muntada/locale/**/*.mo")
