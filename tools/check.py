"""./run check: style, shape, types, translations; says what failed and ends with 1 if any did."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PY = sys.executable
CHECKS = [
    ("style", [PY, "-m", "ruff", "check", "."]),
    ("format", [PY, "-m", "ruff", "format", "--check", "."]),
    ("templates", [PY, "-m", "djlint", "muntada", "--lint", "--quiet"]),
    ("imports flow down", ["lint-imports", "--no-cache"]),
    ("migrations", [PY, "-m", "muntada", "makemigrations", "--check", "--dry-run"]),
    ("system", [PY, "-m", "muntada", "check", "--fail-level", "WARNING"]),
    ("types", [PY, "-m", "mypy", "muntada"]),
    ("translations", [PY, "tools/messages.py", "--check"]),
]


def main() -> None:
    failed = []
    for name, command in CHECKS:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout[-6000:], done.stderr[-3000:], sep="\n")
    if failed:
        raise SystemExit(f"check failed: {', '.join(failed)}")
    print("All checks passed.")


if __name__ == "__main__":
    main()
