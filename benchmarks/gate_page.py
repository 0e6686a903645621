"""From the camera's frame to the verdict: Chromium before a film of printed badges.

    ./run python -m benchmarks.gate_page
    ./run python -m benchmarks.gate_page --seconds 60
    ./run python -m benchmarks.gate_page --short      a few frames, to see that it runs

The house's own server on SQLite; badges typeset as they are printed, filmed one after another. A
time begins when a frame is taken from the camera and ends when the verdict stands on the page:
reading the code, asking the house (or, cut off, the signature and the list), and drawing.
"""

import argparse
import io
import shutil
import statistics
from contextlib import ExitStack
from pathlib import Path

from benchmarks import house
from benchmarks.gates import row
from benchmarks.gates_house import Server, conference

BADGES, FRAMES = 8, 20


def film(path: Path) -> None:
    """Eight badges at arm's length, each for twenty frames, a little turned."""
    import pypdfium2
    from django.utils import timezone
    from PIL import Image

    from muntada.accreditation import documents
    from muntada.accreditation.models import Badge

    badges = list(Badge.objects.select_related("edition", "application__category")[:BADGES])
    template = documents.template_for(badges[0])
    pdf = documents.typeset_badges(
        badges[0].edition, badges, template, sheet=False, at=timezone.now()
    )
    with path.open("wb") as out:
        for n, page in enumerate(pypdfium2.PdfDocument(pdf)):
            picture = page.render(scale=3).to_pil().convert("RGB")
            picture.thumbnail((620, 690))
            scene = Image.new("RGB", (1280, 720), "#8a9296")
            turned = picture.rotate(3 * (n % 5) - 6, expand=True, fillcolor="#8a9296")
            scene.paste(turned, (300 + 10 * n, 0))
            frame = io.BytesIO()
            scene.save(frame, "JPEG", quality=85)
            out.write(frame.getvalue() * FRAMES)


WATCH = """() => {
    window.times = [];
    new MutationObserver(() => window.times.push(Number(document.getElementById("verdict").dataset.ms)))
        .observe(document.getElementById("verdict"), { attributeFilter: ["data-ms"] });
}"""  # noqa: E501


def measured(page, seconds: float) -> list[float]:
    page.evaluate("window.times.length = 0")
    page.wait_for_timeout(seconds * 1000)
    return page.evaluate("window.times")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=15)
    options = house.options(parser, seconds=3)
    with ExitStack() as stack:
        folder = stack.enter_context(house.database("sqlite"))
        conference(BADGES, 0)
        from django.utils import timezone

        from muntada.gates.actions import setup
        from muntada.gates.models import Gate
        from tests import world

        gate = Gate.objects.get()
        setup.change_gate(gate, fields={"once": False}, by=world.salma(), at=timezone.now())
        _device, code = setup.add_device(gate, name="Page", by=world.salma(), at=timezone.now())
        film(folder / "badges.mjpeg")
        print(house.durability(), flush=True)
        house.let_go()
        server = Server()
        stack.callback(server.end)
        server.start()
        server.wait_until_up()
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox", "--use-fake-ui-for-media-stream",
                      "--use-fake-device-for-media-stream",
                      f"--use-file-for-fake-video-capture={folder / 'badges.mjpeg'}"],
            )  # fmt: skip
            page = browser.new_page(viewport={"width": 390, "height": 780})
            page.goto(f"http://localhost:{server.port}/gate/en/#{code}")
            page.locator("#enrol-form button").click()
            page.wait_for_selector("#network.pill:not(.cut)")
            page.evaluate(WATCH)
            page.locator("#camera").click()
            for name in ("with the house", "without a network"):
                page.context.set_offline(name != "with the house")
                times = measured(page, options.seconds)
                if not times:
                    raise SystemExit(f"{name}: nothing was read")
                slow = sorted(times)[int(len(times) * 0.95)]
                row(f"frame to verdict, {name} ({len(times)} scans)",
                    f"median {statistics.median(times):.0f} ms, 95 % {slow:.0f} ms")  # fmt: skip
            browser.close()


if __name__ == "__main__":
    main()
