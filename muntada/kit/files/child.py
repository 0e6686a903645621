"""`python -m muntada.kit.files.child`: one file is read here and nowhere else.

Options and file come in, an answer goes out; no Django, no database, no secrets. If it takes more
memory or time than it may, only this process ends.
"""

import json
import resource
import sys
from typing import Any

from muntada.kit.files.refused import Refused


def _limit(memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


def _answer(options: dict[str, Any], content: bytes) -> tuple[Any, bytes]:
    if options["what"] == "sheets":
        from muntada.kit.files.workbooks import sheets

        return sheets(content), b""
    if options["what"] == "text":
        from muntada.kit.files.documents import text_of

        return text_of(content), b""
    from muntada.kit.files.drawing import points

    size, said = points(content, options["mode"], options["formats"])
    return size, said


def main() -> None:
    options = json.loads(sys.stdin.buffer.readline())
    _limit(options["memory"], options["seconds"])
    content = sys.stdin.buffer.read()
    try:
        said, more = _answer(options, content)
        told: dict[str, Any] = {"answer": said}
    except Refused as refused:
        told, more = {"refused": refused.code, "said": refused.said}, b""
    except (MemoryError, RecursionError):
        told, more = {"refused": "too_much", "said": {}}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + more)


if __name__ == "__main__":
    main()
