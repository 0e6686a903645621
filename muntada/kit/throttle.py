"""How often a door may be tried: twenty times a quarter of an hour, a name, an address.

Where something is guessed (a password, a code) only what failed counts: `is_tired`, then `failed`.
Where each try costs somebody else (a mail) every try counts: `too_many`. Counted in the database,
so that neither a second process nor a restart begins anew.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from muntada.kit.models import Tries

TRIES, WITHIN = 20, timedelta(minutes=15)
type Address = IPv4Address | IPv6Address


def address_of(request: HttpRequest) -> str:
    """Who asks. A header says it only where the proxies that write it are named.

    Read from its end: each trusted proxy wrote down who asked it, and before the first that is not
    trusted anybody may have written anything.
    """
    asked = _address(request.META.get("REMOTE_ADDR", ""))
    if asked is None:
        return ""
    for said in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        if not _is_proxy(asked) or (before := _address(said)) is None:
            break
        asked = before
    return _counted_as(asked)


def _address(said: str) -> Address | None:
    """As proxies write it: with a port, in brackets, or an IPv4 within an IPv6."""
    said = said.strip()
    if said.startswith("["):
        said = said[1:].partition("]")[0]
    elif said.count(":") == 1:
        said = said.partition(":")[0]
    with suppress(ValueError):
        found = ip_address(said)
        return getattr(found, "ipv4_mapped", None) or found
    return None


def _is_proxy(address: Address) -> bool:
    return any(address in one for one in settings.PROXIES)


def _counted_as(address: Address) -> str:
    """One connection has a whole /64 of IPv6: it is counted as one."""
    if address.version == 4:
        return str(address)
    return str(ip_network((int(address) >> 64 << 64, 64)))


def is_tired(door: str, *who: str, at: datetime) -> bool:
    """Whether one of `who` has tried too often; nothing is counted."""
    keys = [_key(door, one) for one in filter(None, who)]
    return Tries.objects.filter(who__in=keys, until__gt=at, count__gte=TRIES).exists()


def failed(door: str, *who: str, at: datetime) -> None:
    for one in filter(None, who):
        _count(_key(door, one), at)


def too_many(door: str, *who: str, at: datetime) -> bool:
    """True once one of `who` has tried too often; else this try is counted."""
    if is_tired(door, *who, at=at):
        return True
    failed(door, *who, at=at)
    return False


def _key(door: str, who: str) -> str:
    return salted_hmac("muntada.kit.throttle", f"{door}|{who}", algorithm="sha256").hexdigest()


def _count(key: str, at: datetime) -> None:
    """Conditional updates: of two that count at once, on any node, both are counted."""
    mine = Tries.objects.filter(who=key)
    if mine.filter(until__gt=at).update(count=F("count") + 1):
        return
    if mine.filter(until__lte=at).update(count=1, until=at + WITHIN):
        return
    # Somebody new: what is over is swept out with it, so the table stays as small as the hour.
    Tries.objects.filter(until__lt=at).delete()
    try:
        with transaction.atomic():
            Tries.objects.create(who=key, until=at + WITHIN)
    except IntegrityError:
        mine.update(count=F("count") + 1)
