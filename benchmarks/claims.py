"""Precision and recall of the comparison of language versions, on paired texts.

    ./run python -m benchmarks.claims

Sixty pairs as they are and the same sixty with one planted difference. A difference shown in a pair
that has one counts as right when it stands on the changed words (or on what they stand against).
"""

import argparse
import time

from benchmarks.house import options
from muntada.claims.between import Difference, compare
from tests.claims.names import NAMES
from tests.claims.paired import Pair, pairs


def hits(pair: Pair, found: list[Difference]) -> bool:
    """Whether a difference touches the words that were changed."""
    for difference in found:
        for claim, language in (
            (difference.one, difference.language),
            (difference.other, difference.other_language),
        ):
            if claim and language == pair.other and claim.start - 14 <= pair.at <= claim.end + 14:
                return True
    return False


def measure() -> dict[str, float]:
    caught = false = wrong = 0
    planted, clean = pairs(planted=True), pairs(planted=False)
    for pair in planted:
        found = compare(pair.texts, pair.one, NAMES)
        if hits(pair, found):
            caught += 1
            wrong += len(found) > 2  # a change may be two differences, not more
        else:
            print(f"missed   {pair.number} {pair.one}-{pair.other}: {pair.texts[pair.other]}")
    for pair in clean:
        for difference in compare(pair.texts, pair.one, NAMES):
            false += 1
            print(f"false    {pair.number} {pair.one}-{pair.other}: {difference}")
    return {
        "pairs": len(planted),
        "recall": caught / len(planted),
        "precision": caught / (caught + false + wrong) if caught else 0,
    }


if __name__ == "__main__":
    options(argparse.ArgumentParser())  # quick as it is: its short form is the whole
    begun = time.perf_counter()
    result = measure()
    print(
        f"{result['pairs']} planted differences: recall {result['recall']:.3f}, "
        f"precision {result['precision']:.3f}, {time.perf_counter() - begun:.2f} s"
    )
