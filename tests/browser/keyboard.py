"""Somebody who works with the keyboard only."""

from playwright.sync_api import Locator, Page, expect

FARTHEST = 120  # stops of the Tab key; a page that needs more is a fault in itself


def tab_to(page: Page, there: Locator, *, back: bool = False) -> None:
    """Press Tab until the place has the focus."""
    expect(there).to_be_visible()
    aim = there.element_handle()
    for _stop in range(FARTHEST):
        if page.evaluate("place => document.activeElement === place", aim):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"the Tab key never came to {there}")


def press_on(page: Page, there: Locator, *, back: bool = False) -> None:
    tab_to(page, there, back=back)
    page.keyboard.press("Enter")


def choose(page: Page, there: Locator) -> None:
    """One of several round buttons: Tab to their group, then the arrow keys."""
    group = page.locator(f"[name={there.get_attribute('name')}]")
    names = [one.get_attribute("value") for one in group.all()]
    checked = page.locator(f"[name={there.get_attribute('name')}]:checked")
    tab_to(page, checked if checked.count() else group.first)
    page.keyboard.press("Space")
    for _name in names:
        if there.is_checked():
            return
        page.keyboard.press("ArrowDown")
    expect(there).to_be_checked()
