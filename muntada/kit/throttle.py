"""How often a door may be tried in vain: twenty times a quarter of an hour, a name, an address."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

TRIES, SECONDS = 20, 15 * 60


def address_of(request: HttpRequest) -> str:
    """Who asks: behind the proxy (MUNTADA_ORIGIN is set) the last address it wrote itself."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.ORIGIN else ""
    said: str = forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", "")
    return said


def too_many(door: str, *who: str) -> bool:
    """Count this try; True once one of `who` has tried too often."""
    tired = False
    for one in filter(None, who):
        key = f"throttle:{door}:{one}"[:200].replace(" ", "_")
        cache.add(key, 0, SECONDS)
        tired = cache.incr(key) > TRIES or tired
    return tired


def well_done(door: str, *who: str) -> None:
    """Forget the tries of someone who got in."""
    cache.delete_many(
        [f"throttle:{door}:{one}"[:200].replace(" ", "_") for one in filter(None, who)]
    )
