"""Every page, in both directions: nothing scrolls sideways, nothing shuts anybody out."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import override

from tests.browser.house import addresses, furnished, owner

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1440, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
GRAVE = {"serious", "critical"}
FEWEST = 50  # pages walked; fewer means that the walk has lost its way


def faults(page) -> list[str]:
    """What a person with a screen reader, or without colours, would stumble on."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:160]}"
        for fault in found
        if fault["impact"] in GRAVE
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.usefixtures("_record_may_be_emptied")
def test_everybody_can_use_every_page(live_server, sign_in, language):
    blanks = furnished()
    with override(language):
        walk = addresses(blanks)
    page = sign_in(owner())
    wrong, walked = [], 0
    for address in walk:
        answer = page.request.get(live_server.url + address, max_redirects=0)
        if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
            continue
        walked += 1
        page.set_viewport_size(PHONE)
        page.goto(live_server.url + address)
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{address} scrolls sideways at {size['width']}")
        page.set_viewport_size(PHONE if language == "ar" else DESK)
        wrong += [f"{address} {fault}" for fault in faults(page)]
    assert wrong == []
    assert walked >= FEWEST
