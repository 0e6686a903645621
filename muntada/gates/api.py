"""The door of the devices: JSON in, one verb, JSON out. The same rule as everywhere."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any

import msgspec
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from muntada.accounts.doors import public
from muntada.accreditation import rules as badge_rules
from muntada.accreditation.models import SealedFile
from muntada.gates import cards, devices, listing, rules, wire
from muntada.gates.actions import register, setup
from muntada.gates.cards import Card
from muntada.gates.models import Device, Scan
from muntada.kit.errors import RuleBroken
from muntada.kit.throttle import address_of, failed, is_tired
from muntada.kit.turns import in_turn

type DeviceView = Callable[..., HttpResponse]
LARGEST = 512 * 1024
SEEN_AGAIN = timedelta(seconds=20)  # how often a device's last contact is written down
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
CLOCK_CHANGED = 60  # seconds: a clock put right, or wrong, is told at once
PHOTO_SHOWN = timedelta(minutes=10)


def said(thing: object, status: int = 200) -> HttpResponse:
    body = msgspec.json.encode(thing)
    answer = HttpResponse(body, content_type="application/json", status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def why_not(sentence: str, status: int, *, wipe: bool = False) -> HttpResponse:
    return said(wire.Problem(sentence, wipe), status)


def device_of(request: HttpRequest) -> Device | None:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not secret:
        return None
    return devices.device_of(secret)


def for_devices(view: DeviceView) -> DeviceView:
    """Open to an enrolled device; one that was shut out is told to wipe what it holds."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        device = device_of(request)
        if device is None:
            return why_not(_("This device is not enrolled. Ask the desk for a code."), 401)
        if device.shut_out_at:
            return why_not(_("This device was shut out by the desk."), 401, wipe=True)
        return answered(lambda: view(request, device, *args, **kwargs))

    guarded.door = "device"  # type: ignore[attr-defined]
    return guarded


def answered(view: Callable[[], HttpResponse]) -> HttpResponse:
    """A device is told why not in a sentence, never on a page."""
    try:
        return view()
    except RuleBroken as error:
        return why_not(str(error), 409)
    except msgspec.ValidationError as error:
        return why_not(_("This was not understood: {why}").format(why=error), 400)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return why_not(_("This is not JSON."), 400)
    except Http404:
        return why_not(_("This is not here, or not for this device."), 404)


def _public_key(device: Device) -> bytes:
    return bytes(device.edition.keys.signing_public)


def _body[T](request: HttpRequest, kind: type[T]) -> T:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST or len(request.body) > LARGEST:
        raise RuleBroken(_("This is too much at once. Send fewer scans."))
    return msgspec.json.decode(request.body, type=kind)


@public
@csrf_exempt
@require_POST
def enrol(request: HttpRequest) -> HttpResponse:
    where, at = address_of(request), timezone.now()
    if is_tired("enrol", where, at=at):
        return why_not(_("Too many tries. Wait a quarter of an hour."), 429)

    def enrolled() -> HttpResponse:
        asked = _body(request, wire.Enrolment)
        try:
            device, secret = setup.enrol(asked.code, at=at)
        except RuleBroken:
            failed("enrol", where, at=at)
            raise
        return said(wire.Enrolled(secret, device.name))

    return answered(enrolled)


@for_devices
@require_POST
def scan(request: HttpRequest, device: Device) -> HttpResponse:
    asked, at = _body(request, wire.ScanAsked), timezone.now()
    key = _public_key(device)
    judged = register.scan(
        device, number=asked.id, code=asked.code, direction=asked.direction, public=key, at=at,
        anyway=asked.anyway,
    )  # fmt: skip
    _seen(device, at)
    return said(wire.ScanJudged(asked.id, judged.scan.verdict, judged.scan.at, _card(judged.card)))


def _card(card: Card) -> wire.CardSaid | None:
    if not card.is_known:
        return None
    return wire.CardSaid(
        card.number, card.name, card.name_own, dict(card.category), card.letter, card.colour,
        card.party, photo=card.badge_id is not None,
    )  # fmt: skip


@for_devices
@require_POST
def scans(request: HttpRequest, device: Device) -> HttpResponse:
    asked, at = _body(request, wire.Merge), timezone.now()
    told = [
        register.Told(
            one.id,
            one.code,
            one.at,
            one.direction,
            one.verdict,
            one.anyway,
            one.gate,
            one.known_at,
            one.known_until,
        )
        for one in asked.scans
    ]
    key = _public_key(device)
    kept = register.merge(device, told, sent_at=asked.sent_at, public=key, at=at)
    _seen(device, at, waiting=asked.waiting, clock=asked.sent_at)
    return said(wire.Merged([wire.Kept(one.number, conflict) for one, conflict in kept]))


@for_devices
@require_GET
def listed(request: HttpRequest, device: Device) -> HttpResponse:
    at, asked = timezone.now(), request.GET.get("since")
    since = min(_moment(asked), at) if asked else None
    clock = _moment(told) if (told := request.GET.get("clock")) else None
    body = listing.made(device, since=since, at=at)
    _seen(device, at, listed=True, clock=clock)
    return said(body)


def _moment(said: str) -> datetime:
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(said)
        if moment.tzinfo is not None:
            return max(moment.astimezone(UTC), BEFORE_ALL)
    raise RuleBroken(_("`since` is not a moment."))


def _seen(
    device: Device,
    at: datetime,
    *,
    waiting: int | None = None,
    listed: bool = False,
    clock: datetime | None = None,
) -> None:
    """Written at most every twenty seconds, or when what the device still holds has changed."""
    moments = ["seen_at", "list_as_of"] if listed else ["seen_at"]
    last = [getattr(device, name) for name in moments]
    is_due = any(one is None or at - one > SEEN_AGAIN for one in last)
    now: dict[str, Any] = dict.fromkeys(moments, at)
    if waiting is not None and waiting != device.waiting:
        now["waiting"], is_due = waiting, True
    if clock is not None:
        off = rules.clock_off(clock, at=at)
        now["clock_off"] = off
        is_due = is_due or abs(off - device.clock_off) > CLOCK_CHANGED
    if is_due:
        with in_turn():
            Device.objects.filter(pk=device.pk).update(**now)


@for_devices
@require_GET
def photo(request: HttpRequest, device: Device, number: str) -> HttpResponse:
    """Only of somebody this device has just scanned: the line in the register is the trace."""
    at = timezone.now()
    if not cards.is_a_number(number):
        raise Http404
    just = Scan.objects.filter(device=device, card=number, received_at__gte=at - PHOTO_SHOWN)
    found = SealedFile.objects.filter(
        Q(application__badges__number=number, application__edition=device.edition),
        kind=badge_rules.PHOTO,
    ).first()
    if found is None or not just.exists():
        raise Http404
    content = device.edition.keys.open(found.content, found.about)
    answer = HttpResponse(content, content_type=found.media_type)
    answer["Cache-Control"] = "no-store, private"
    return answer


@public
@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    return said(wire.openapi())
