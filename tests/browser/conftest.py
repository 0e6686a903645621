"""A real Chromium on a real server; skipped where there is none, never silently in CI."""

import os
import shutil

import pytest

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the tests' thread
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.fspath):
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-quic",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": quiet}


@pytest.fixture
def sign_in(live_server, page, client):
    """Open the browser with somebody of the cast already signed in, in their own language."""

    def enter(user):
        client.force_login(user)
        cookie = client.cookies["session"].value
        page.context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
        return page

    return enter


QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture
def tablet(playwright, live_server):
    """A tablet whose camera sees what it is given; each with a memory of its own."""
    running = []

    def start(film=None, **context):
        fake = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
        fake += [f"--use-file-for-fake-video-capture={film}"] if film else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *fake])
        running.append(browser)
        return browser.new_context(base_url=live_server.url, **context).new_page()

    yield start
    for browser in running:
        browser.close()
