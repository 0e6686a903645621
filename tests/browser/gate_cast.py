"""A conference held today, a gate, a device to enrol, badges that are active, and a camera."""

import io
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from muntada.accreditation import documents
from muntada.accreditation.actions import badges, decide
from muntada.accreditation.models import Badge, Zone
from muntada.gates.actions import setup
from muntada.gates.models import Gate
from muntada.kit.texts import Text
from tests import world
from tests.accreditation import cast


def noon_at(moment: datetime) -> str:
    """A zone where it is about noon: what begins today there does not end while a test runs."""
    east = 12 - moment.astimezone(UTC).hour
    return f"Etc/GMT{-east:+d}" if east else "Etc/GMT"  # POSIX counts westwards


def today():
    edition = world.edition()
    edition.time_zone = noon_at(timezone.now())
    day = timezone.now().astimezone(edition.zone).date()
    edition.arrival_day, edition.starts, edition.ends = day, day, day + timedelta(days=1)
    edition.save()
    return edition


def badge(name: str, **names) -> Badge:
    """Active: applied for, approved, printed, handed over."""
    at, by = timezone.now(), world.salma()
    application = cast.submitted(name=name, **names)
    made = decide.approve(application, by=by, at=at)
    badges.mark_printed([made], by=by, at=at)
    badges.collect([made], name=name, role="self", activate=True, by=by, at=at)
    return made


def gate(letter: str = "A", name: str = "North gate", **fields) -> Gate:
    zone = Zone.objects.get(edition=world.edition(), letter=letter)
    said = {"name": Text(en=name, ar="البوابة الشمالية"), "zone": zone, **fields}
    return setup.add_gate(world.edition(), fields=said, by=world.salma(), at=timezone.now())


def code(of: Gate, name: str = "Tablet 1") -> str:
    return setup.add_device(of, name=name, by=world.salma(), at=timezone.now())[1]


def film(folder: Path, badge: Badge) -> Path:
    """What a camera would see of the printed badge, as a film of one picture."""
    template = documents.template_for(badge)
    pdf = documents.typeset_badges(badge.edition, [badge], template, sheet=False, at=timezone.now())
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil().convert("RGB")
    page.thumbnail((620, 700))
    scene = Image.new("RGB", (1280, 720), "#8a9296")
    scene.paste(page.rotate(4, expand=True, fillcolor="#8a9296"), (330, 0))
    out = io.BytesIO()
    scene.save(out, "JPEG", quality=88)
    path = folder / f"{uuid.uuid4().hex}.mjpeg"
    path.write_bytes(out.getvalue() * 3)
    return path


def enrol(page: Page, code: str, language: str = "en") -> None:
    page.goto(f"/gate/{language}/#{code}")
    page.locator("#enrol-form button").click()
    expect(page.locator("#gate-name")).not_to_be_empty()
    expect(page.locator("#network")).to_have_class("pill")


def typed(page: Page, said: str) -> Locator:
    page.locator("#typed").fill(said)
    page.locator("#typed").press("Enter")
    return page.locator("#verdict")


def forged(badge: Badge) -> str:
    return badge.token[:-1] + ("0" if badge.token[-1] != "0" else "1")
