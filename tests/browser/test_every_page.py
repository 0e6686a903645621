"""Every page, in both directions: nothing scrolls sideways, nothing shuts anybody out."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import override

from tests.browser.house import addresses, everywhere, furnished

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1440, "height": 900}
ASKED = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
GRAVE = {"serious", "critical"}
FEWEST = 75  # pages walked; fewer means that the walk has lost its way

pytestmark = pytest.mark.usefixtures("_record_may_be_emptied")


@pytest.fixture
def walk(live_server, client, sign_in):
    """Hamad's browser, and every page of the house in a language."""

    def begin(language):
        blanks = furnished()
        page = sign_in(everywhere())
        with override(language):
            found = [address for address in addresses(blanks) if is_a_page(client, address)]
        assert len(found) >= FEWEST
        return page, [live_server.url + address for address in found]

    return begin


def is_a_page(client, address: str) -> bool:
    answer = client.get(address)
    return answer.status_code == 200 and "text/html" in answer["content-type"]


def faults(page) -> list[str]:
    """What a person with a screen reader, or without colours, would stumble on."""
    found = Axe().run(page, options=ASKED).response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:160]}"
        for fault in found
        if fault["impact"] in GRAVE
    ]


def scrolls_sideways(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_everybody_can_use_every_page(walk, language):
    """English is asked at a desk, Arabic on a telephone; what scrolls sideways, on both."""
    page, addresses = walk(language)
    sizes = (PHONE, DESK) if language == "en" else (DESK, PHONE)
    wrong = []
    for address in addresses:
        for size in sizes:
            page.set_viewport_size(size)
            if page.url != address:
                page.goto(address)
            if scrolls_sideways(page):
                wrong.append(f"{address} scrolls sideways at {size['width']}")
        wrong += [f"{address} {fault}" for fault in faults(page)]
    assert wrong == []


def test_the_long_words_of_russian_push_no_page_sideways(walk):
    page, addresses = walk("ru")
    page.set_viewport_size(PHONE)
    wide = [address for address in addresses if page.goto(address) and scrolls_sideways(page)]
    assert wide == []
