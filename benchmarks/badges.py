"""A thousand badges with photos and codes, as A6 and as cards: seconds, megabytes, pages counted.

    ./run python -m benchmarks.badges [--badges 1000] [--short]

Beside the batch (pieces in two processes, joined) stands the plain way, one document a badge, which
is measured on fewer and said for as many. Nothing is stored; photos are drawn, names invented.
"""

import argparse
import os
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

import django
import pypdfium2

from benchmarks.house import options
from muntada.accreditation import typeset
from muntada.accreditation.token import new_number
from tools.processes import die_with_parent

PIECE, AT_ONCE = 120, 2
NAMES = (("Laila Haddad", "ليلى حداد"), ("Pavel Vetrov", "Павел Ветров"), ("Li Qingyuan", "李清源"))


def line(text: str) -> dict[str, Any]:
    return {"text": text, "rtl": any("\u0600" <= one <= "\u06ff" for one in text), "language": "en"}


def badge(n: int) -> dict[str, Any]:
    latin, own = NAMES[n % len(NAMES)]
    number = new_number()
    return {
        "names": [line(latin), line(own)], "party": line("Kazakhstan"), "code": "KAZ",
        "function": line("Deputy Minister"), "category": [line("Delegate"), line("مندوب")],
        "letter": "D", "colour": "#14424c",
        "zones": [{"letter": one, "colour": "#1b5e6b"} for one in "ABC"],
        "days": "22 Jun – 24 Jun", "days_rtl": False, "days_language": "en", "number": number,
        "photo": f"photo{n}.jpg", "flag": "", "token": "MB:" + (number * 11)[:131],
    }  # fmt: skip


def work(size: str, first: int, many: int, photos: dict[str, bytes]) -> typeset.Work:
    data = {
        "size": size, "layout": "side", "sheet": False, "ink": "#14424c", "paper": "#ffffff",
        "photo": True, "logo": "", "title": [line("Ninth Conference on International Security")],
        "note": [line("Property of the secretariat. Return it on leaving.")],
        "badges": [badge(n) for n in range(first, first + many)],
    }  # fmt: skip
    mine = {f"photo{n}.jpg": photos[f"photo{n}.jpg"] for n in range(first, first + many)}
    return data, mine, ""


def batch(size: str, many: int, photos: dict[str, bytes]) -> bytes:
    children = ProcessPoolExecutor(
        AT_ONCE, get_context("spawn"), initializer=die_with_parent, initargs=(os.getpid(),)
    )
    try:
        parts = [
            children.submit(
                typeset.badges_pdf, *work(size, first, min(PIECE, many - first), photos)
            )
            for first in range(0, many, PIECE)
        ]
        return typeset.joined([part.result() for part in parts])
    finally:
        children.shutdown(cancel_futures=True)


def processor() -> float:
    """Seconds of processor the children took: what the clock says on a busy machine is more."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--badges", type=int, default=1000)
    parser.add_argument("--alone", type=int, default=20, help="measured one by one")
    found = options(parser, badges=6, alone=1)
    many = found.badges
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muntada.settings")
    django.setup()
    from muntada.website.demo.portraits import portrait

    photos = {f"photo{n}.jpg": portrait(n) for n in range(many)}
    print(f"{many} badges, {sum(map(len, photos.values())) / 1e6:.1f} MB of photos")
    for size in ("a6", "card"):
        began, worked = time.perf_counter(), processor()
        made = batch(size, many, photos)
        spent, worked = time.perf_counter() - began, processor() - worked
        pages = len(pypdfium2.PdfDocument(made))
        began = time.perf_counter()
        for n in range(min(found.alone, many)):
            typeset.badges_pdf(*work(size, n, 1, photos))
        alone = (time.perf_counter() - began) / min(found.alone, many) * many
        print(
            f"{size:<5} batch {spent:5.2f} s ({worked:.2f} s of processor)  "
            f"{len(made) / 1e6:5.1f} MB  {pages} pages   one by one {alone:6.1f} s"
        )
        if pages != many:
            raise SystemExit(f"{pages} pages for {many} badges")


if __name__ == "__main__":
    main()
