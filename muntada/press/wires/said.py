"""What every format says of a statement, said once."""

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from django.utils.translation import gettext as _

from muntada.kit.languages import current, sentences
from muntada.parties.models import STATE, Party
from muntada.press.models import Photo
from muntada.press.published import Item
from muntada.press.topics import topic_name

TOPIC_SCHEME = "http://cv.iptc.org/newscodes/mediatopic/"


@dataclass(frozen=True)
class Source:
    """Whose press room it is, in the language of the feed, and where."""

    title: str
    host: str
    language: str
    origin: str
    path: str  # of the press room: /en/ninth/press/

    @property
    def edition(self) -> str:
        return self.origin + self.path.removesuffix("press/")

    def url(self, item: Item, ending: str = "", language: str = "") -> str:
        rest = self.path.split("/", 2)[2]
        return f"{self.origin}/{language or self.language}/{rest}{item.statement.key}/{ending}"

    def urn(self, item: Item) -> str:
        """The same for ever and in every format; a language version is an item of its own."""
        return self._tag(f"{item.statement.key}:{item.version.language}")

    def _tag(self, rest: str) -> str:
        """Of the edition, as calendars have it: it stays when the site moves to another address."""
        slug = self.path.split("/")[2]
        return f"tag:{slug}.muntada,2020:{rest}"

    def picture(self, photo: Photo, size: str = "large") -> str:
        return f"{self.origin}{self.path}photos/{size}/{photo.key}.jpg"

    def picture_urn(self, photo: Photo) -> str:
        return self._tag(photo.key)


def time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def headline(item: Item) -> str:
    if item.statement.is_killed:
        return _("KILL: {symbol}").format(symbol=item.statement.symbol)
    return item.version.headline


def paragraphs(item: Item) -> list[str]:
    return [str(item.statement.kill_note)] if item.statement.is_killed else item.paragraphs


def html(item: Item) -> str:
    return "".join(
        f"<p>{escape(one, quote=False).replace(chr(10), '<br/>')}</p>" for one in paragraphs(item)
    )


def changed(items: list[Item], fallback: datetime) -> str:
    return time(max((item.changed_at for item in items), default=fallback))


def topics(item: Item) -> list[tuple[str, str]]:
    """Codes with their names in the language of the feed."""
    return [(code, topic_name(code)) for code in item.statement.topics]


def is_place(party: Party) -> bool:
    """Agencies file states among places, everybody else among organisations."""
    return party.kind == STATE


def version_number(item: Item) -> str:
    """One more with each correction and with a kill: what editors are told has changed."""
    return str(1 + len(item.corrected_by) + item.statement.is_killed)


def note(item: Item) -> str:
    """What editors are told and readers are not."""
    said = []
    if item.statement.is_killed:
        said.append(str(item.statement.kill_note))
    if item.statement.check_against_delivery:
        said.append(_("Check against delivery."))
    if item.statement.corrects:
        said.append(_("Corrects {symbol}.").format(symbol=item.statement.corrects.symbol))
    said += [_("Corrected by {symbol}.").format(symbol=one.symbol) for one in item.corrected_by]
    return sentences(said, current())
