"""Which places to keep, so that what the exact prices leave open is soon decided.

The linear program gives some requests one whole place and spreads others over a few times. A plan
as good as the bound is often found among those times alone (relaxation enforced neighbourhoods;
T. Berthold, "RENS", Mathematical Programming Computation 6, 2014); where it is not, more and more
places that lose little are let in.
"""

from dataclasses import dataclass

from muntada.planning.meetings.columns import Shares
from muntada.planning.meetings.grid import Spot
from muntada.planning.meetings.model import Keep
from muntada.planning.meetings.prices import Prices


@dataclass(frozen=True)
class Narrowing:
    """`times`: only times the linear program uses; `firm`: its whole places stay; `gap`: what
    one place may lose."""

    times: bool
    firm: bool
    gap: float


STEPS = (
    Narrowing(times=True, firm=True, gap=0.01),
    Narrowing(times=True, firm=False, gap=0.5),
    Narrowing(times=False, firm=True, gap=0.01),
    Narrowing(times=False, firm=True, gap=1.0),
)


def narrow(how: Narrowing, prices: Prices, shares: Shares) -> Keep:
    within, each = prices.within(how.gap), prices.each
    whole: dict[int, Spot] = {}
    times: dict[int, set[int]] = {}
    for (i, slot, kind, voice), much in shares.items():
        times.setdefault(i, set()).add(slot * each)
        if much > 1 - 1e-6 and how.firm:
            whole[i] = Spot(slot * each, kind, voice)

    def keep(i: int, spot: Spot) -> bool:
        if i in whole:
            return whole[i] == spot
        if how.times and spot.start not in times.get(i, ()):
            return False
        return within(i, spot)

    return keep
