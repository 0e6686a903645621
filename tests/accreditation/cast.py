"""What the tests of accreditation begin with."""

import io
import zlib

from PIL import Image

from muntada.accreditation.actions import applications
from muntada.accreditation.actions.setup import open_accreditation
from muntada.accreditation.models import Category
from muntada.accreditation.papers import Paper, photo
from muntada.kit.texts import Text
from tests import world


def picture(width: int = 420, height: int = 540, kind: str = "JPEG", **said) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#c8d0d4").save(out, kind, **said)
    out.seek(0)
    return out


def opened() -> None:
    open_accreditation(world.edition(), by=world.salma(), at=world.NOW)


def category(code: str) -> Category:
    return Category.objects.get(edition=world.edition(), code=code)


IDENTITY = {
    "name": "HADDAD LAILA", "born": "1980-05-14", "nationality": "EGY", "number": "A1234567",
}  # fmt: skip


def document_of(name: str) -> str:
    """Laila's is A1234567; everybody has another."""
    return "A1234567" if name == "Laila Haddad" else f"B{zlib.crc32(name.encode()):08}"[:12]


def application(code: str = "delegate", name: str = "Laila Haddad", **names):
    """An application of Egypt's, with everything its category asks."""
    if not Category.objects.filter(edition=world.edition()).exists():
        opened()
    member = world.member(name, state="confirmed")
    member.person.name = Text({**member.person.name, **names})
    member.person.save()
    made = applications.open_for_member(
        member, category=category(code), by=world.nadia(), at=world.NOW
    )
    actor = {"by": world.nadia(), "at": world.NOW}
    identity = IDENTITY | {"number": document_of(name)}
    applications.fill_in(made, fields={"outlet": "News"}, identity=identity, **actor)
    for kind in ("photo", "assignment", "press_card"):
        given = photo(picture()) if kind == "photo" else Paper(b"%PDF-1.7 %%EOF", "application/pdf")
        applications.hand_in(made, kind=kind, paper=given, **actor)
    return made


def submitted(code: str = "delegate", name: str = "Laila Haddad", **names):
    made = application(code, name, **names)
    applications.submit(made, by=world.nadia(), at=world.NOW)
    return made
