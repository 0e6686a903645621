"""XML from outside, read as a stream: no declarations, no entities, bounded depth and number."""

from typing import IO
from xml.parsers import expat

from muntada.kit.files.refused import Refused

DEEPEST = 200
MOST_ELEMENTS = 8_000_000
_PIECE = 1 << 16


class Reader:
    """Override `begins`, `ends` and `says`; names come as their local part."""

    def __init__(self) -> None:
        self._depth = self._count = 0
        self._parser = expat.ParserCreate(namespace_separator="|")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self.says
        # No office program declares a document type; an entity may unfold without end.
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse

    def read(self, source: IO[bytes]) -> None:
        try:
            while piece := source.read(_PIECE):
                self._parser.Parse(piece)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("unreadable") from error

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        pass

    def ends(self, name: str) -> None:
        pass

    def says(self, text: str) -> None:
        pass

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise Refused("too_deep")
        self.begins(name.rpartition("|")[2], attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.ends(name.rpartition("|")[2])

    def _refuse(self, *_declared: object) -> None:
        raise Refused("unreadable")
