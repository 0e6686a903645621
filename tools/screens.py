"""./run screens: pictures of the demo, in English and Arabic or --languages, on phone and desk.

Loads the demo into a throw-away folder, serves it on the loopback, walks PAGES with Chromium and
writes docs/screens/<page>-<language>-<width>.png. `--to DIR` writes elsewhere, `--only WORD` takes
the pages whose name holds the word.
"""

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tools import processes
from tools.postgresql import free_port
from tools.processes import ROOT

# name, path (with the edition's short address), who looks
PAGES = [
    ("front", "/", None),
    ("site", "/{slug}/", None),
    ("site-programme", "/{slug}/programme/", None),
    ("site-speakers", "/{slug}/speakers/", None),
    ("site-participants", "/{slug}/participants/", None),
    ("site-editions", "/{slug}/editions/", None),
    ("sign-in", "/account/sign-in/", None),
    ("desk", "/desk/{slug}/", "secretariat"),
    ("board", "/desk/{slug}/invitations/", "secretariat"),
    ("delegations", "/desk/{slug}/delegations/", "secretariat"),
    ("people", "/desk/{slug}/delegations/people/", "secretariat"),
    ("accreditation", "/desk/{slug}/accreditation/", "accreditation"),
    ("gates", "/desk/{slug}/gates/", "accreditation"),
    ("accreditation-one", "/desk/{slug}/accreditation/616/", "accreditation"),
    ("accreditation-setup", "/desk/{slug}/accreditation/setup/", "accreditation"),
    ("accreditation-template", "/desk/{slug}/accreditation/setup/templates/1/", "accreditation"),
    ("accreditation-lent", "/desk/{slug}/accreditation/lent/", "accreditation"),
    ("accreditation-own", "/desk/{slug}/accreditation/own/", "focal_point"),
    ("site-apply", "/{slug}/accreditation/", None),
    ("programme", "/desk/{slug}/programme/", "secretariat"),
    ("protocol", "/desk/{slug}/protocol/", "secretariat"),
    ("protocol-order", "/desk/{slug}/protocol/order/precedence/?one=EGY&other=KAZ", "secretariat"),
    ("protocol-hall", "/desk/{slug}/protocol/seats/1/", "secretariat"),
    ("protocol-dinner", "/desk/{slug}/protocol/seats/2/", "secretariat"),
    ("protocol-photo", "/desk/{slug}/protocol/seats/3/", "secretariat"),
    ("protocol-draws", "/desk/{slug}/protocol/draws/", "secretariat"),
    ("floor", "/desk/{slug}/floor/1/", "secretariat"),
    ("floor-own", "/desk/{slug}/floor/own/", "focal_point"),
    ("site-journal", "/{slug}/journal/2021-06-23/", None),
    ("floor-journal", "/desk/{slug}/floor/journal/2021-06-23/", "secretariat"),
    ("floor-team", "/desk/{slug}/floor/1/team/", "secretariat"),
    ("floor-booths", "/desk/{slug}/floor/1/booths/", "secretariat"),
    ("floor-projector", "/desk/{slug}/floor/1/projector/", "secretariat"),
    ("edition", "/desk/{slug}/edition/", "secretariat"),
    ("edition-zone", "/desk/{slug}/edition/zone/", "secretariat"),
    ("outgoing", "/desk/{slug}/mail/", "secretariat"),
    ("venue", "/desk/{slug}/edition/venue/", "secretariat"),
    ("colleagues", "/desk/{slug}/edition/colleagues/", "secretariat"),
    ("bilaterals", "/desk/{slug}/bilaterals/", "bilaterals"),
    ("bilaterals-parties", "/desk/{slug}/bilaterals/parties/", "bilaterals"),
    ("bilaterals-board", "/desk/{slug}/bilaterals/board/", "bilaterals"),
    ("bilaterals-rounds", "/desk/{slug}/bilaterals/rounds/", "bilaterals"),
    ("bilaterals-left-out", "/desk/{slug}/bilaterals/left-out/", "bilaterals"),
    ("bilaterals-setup", "/desk/{slug}/bilaterals/setup/", "bilaterals"),
    ("imports", "/desk/{slug}/imports/", "secretariat"),
    ("parties", "/parties/", "secretariat"),
    ("party", "/parties/EGY/", "secretariat"),
    ("groups", "/parties/groups/", "secretariat"),
    ("roles", "/account/roles/", "secretariat"),
    ("audit", "/audit/", "auditor"),
    ("focal-desk", "/desk/{slug}/", "focal_point"),
]
SLUG = "mcis-9"


def main() -> None:
    processes.end_in_order()
    parser = argparse.ArgumentParser()
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--only", default="")
    parser.add_argument("--languages", nargs="+", default=["en", "ar"])
    parser.add_argument("--data", help="an existing demo folder, instead of a fresh one")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        folder = options.data or stack.enter_context(
            tempfile.TemporaryDirectory(prefix="muntada-screens-")
        )
        environment = {**os.environ, "MUNTADA_DATA": folder}
        command = [sys.executable, "-m", "muntada"]
        processes.run([*command, "demo", "--no-serve"], env=environment, stdout=subprocess.DEVNULL)
        port = free_port()
        serving = [*command, "demo", "--port", str(port)]
        stack.enter_context(processes.started(serving, env=environment, stdout=subprocess.DEVNULL))
        processes.wait_until_up(port)
        logins = json.loads((Path(folder) / "demo-logins.json").read_text())
        take(f"http://127.0.0.1:{port}", {one["role"]: one for one in reversed(logins)}, options)


def lean(picture: bytes) -> bytes:
    """The same picture in 96 colours: a quarter of the size, and nobody sees a difference."""
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(96, dither=Image.Dither.NONE)
    target = io.BytesIO()
    few.save(target, "PNG", optimize=True)
    return target.getvalue()


def take(base: str, logins: dict, options: argparse.Namespace) -> None:
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for width, height in ((1440, 900), (360, 780)):
            for language in options.languages:
                for who in (None, *logins):
                    mine = [page for page in PAGES if page[2] == who and options.only in page[0]]
                    if not mine:
                        continue
                    context = browser.new_context(viewport={"width": width, "height": height})
                    page = context.new_page()
                    if who:
                        page.goto(f"{base}/{language}/account/sign-in/")
                        page.fill("[name=username]", logins[who]["email"])
                        page.fill("[name=password]", logins[who]["password"])
                        page.press("[name=password]", "Enter")
                        page.wait_for_load_state()
                    for name, path, _who in mine:
                        page.goto(f"{base}/{language}{path.format(slug=SLUG)}")
                        if name.startswith("floor"):  # these pages never fall silent
                            page.wait_for_timeout(800)
                        else:
                            page.wait_for_load_state("networkidle")
                        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
                        target = options.to / f"{name}-{language}-{width}.png"
                        target.write_bytes(lean(page.screenshot(full_page=False)))
                        print(f"{target.name}{'  SCROLLS SIDEWAYS' if wide else ''}", flush=True)
                    context.close()
        browser.close()


if __name__ == "__main__":
    main()
