"""Every page, in both directions: nothing scrolls sideways, nothing shuts anybody out."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import override

from tests.browser.house import addresses, furnished, owner

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1440, "height": 900}
ASKED = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
GRAVE = {"serious", "critical"}
FEWEST = 55  # pages walked; fewer means that the walk has lost its way


def faults(page) -> list[str]:
    """What a person with a screen reader, or without colours, would stumble on."""
    found = Axe().run(page, options=ASKED).response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:160]}"
        for fault in found
        if fault["impact"] in GRAVE
    ]


def is_a_page(client, address: str) -> bool:
    answer = client.get(address)
    return answer.status_code == 200 and "text/html" in answer["content-type"]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.usefixtures("_record_may_be_emptied")
def test_everybody_can_use_every_page(live_server, client, sign_in, language):
    """English as the desk sees it, Arabic as on a telephone; both widths for what scrolls."""
    blanks = furnished()
    page = sign_in(owner())
    with override(language):
        walk = [address for address in addresses(blanks) if is_a_page(client, address)]
    wrong = []
    for address in walk:
        for size in (DESK, PHONE) if language == "ar" else (PHONE, DESK):
            page.set_viewport_size(size)
            if page.url != live_server.url + address:
                page.goto(live_server.url + address)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{address} scrolls sideways at {size['width']}")
        wrong += [f"{address} {fault}" for fault in faults(page)]
    assert wrong == []
    assert len(walk) >= FEWEST
