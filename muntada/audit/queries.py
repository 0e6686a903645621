"""Is the record whole?"""

from dataclasses import dataclass

from muntada.audit.models import START, Entry


@dataclass(frozen=True)
class ChainReport:
    """`entries` were read; `broken_at` is the first entry that does not fit, if any."""

    entries: int
    broken_at: int | None

    @property
    def whole(self) -> bool:
        return self.broken_at is None


def verify_chain() -> ChainReport:
    """Walk the chain from its start; the first entry altered, removed or put in breaks it."""
    seal, count = START, 0
    for entry in Entry.objects.order_by("id").iterator(chunk_size=2000):
        count += 1
        if entry.previous != seal or entry.sealed() != entry.seal:
            return ChainReport(count, entry.pk)
        seal = entry.seal
    return ChainReport(count, None)
