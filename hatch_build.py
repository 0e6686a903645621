"""Compiles the translations, so that the wheel and an editable install both carry them."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, list[str]]) -> None:
        package = Path(self.root) / "muntada"
        # By its place: the package is not installed yet, and its folders hide no library's name.
        spec = spec_from_file_location("catalogues", package / "kit" / "catalogues.py")
        assert spec is not None  # noqa: S101
        assert spec.loader is not None  # noqa: S101
        catalogues = module_from_spec(spec)
        spec.loader.exec_module(catalogues)
        catalogues.compile_stale(package / "locale")
        build_data["artifacts"].append("muntada/locale/**/*.mo")
