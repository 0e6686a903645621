"""./run test: every test on SQLite, then again on a throw-away PostgreSQL started here.

`./run test PATH …` passes its words on to pytest; `--sqlite` or `--postgresql` runs one half.
"""

import os
import random
import sys

from tools import processes, templates
from tools.postgresql import postgresql

# What a second database cannot change: pages in a browser, and benchmarks, which choose their own.
ONCE = "not browser and not benchmark"


def pytest(words: list[str], **environment: str) -> int:
    command = [sys.executable, "-m", "pytest", *words]
    # Servers and workers start by the dozen: each would compile everything anew.
    environment["PYTHONDONTWRITEBYTECODE"] = ""
    return processes.run(
        command, check=False, cwd=processes.ROOT, env={**os.environ, **environment}
    )


def main() -> None:
    processes.end_in_order()
    words = [word for word in sys.argv[1:] if word not in ("--sqlite", "--postgresql")]
    parallel = [] if any(word.startswith("-n") for word in words) else ["-n", "2"]
    if not any(word.startswith(("--randomly-seed", "-p")) for word in words):
        seed = random.randrange(10**6)
        print(f"In a new order; --randomly-seed={seed} repeats it", flush=True)
        parallel.append(f"--randomly-seed={seed}")
    results = []
    if "--postgresql" not in sys.argv:
        print("On SQLite", flush=True)
        results.append(pytest([*parallel, *words], DATABASE_URL=""))
    if "--sqlite" not in sys.argv:
        print("On PostgreSQL", flush=True)
        with postgresql(durable=False) as address:
            quiet = [] if words else ["-m", ONCE]
            copied = {"DATABASE_URL": address, "MUNTADA_TEST_TEMPLATE": templates.DATABASE}
            results.append(pytest([*parallel, *words, *quiet], **copied))
    raise SystemExit(1 if any(results) else 0)


if __name__ == "__main__":
    main()
