"""How often a door may be tried in vain: twenty times a quarter of an hour, a name, an address."""

from django.core.cache import cache

TRIES, SECONDS = 20, 15 * 60


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
