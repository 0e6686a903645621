"""The live JSON answered before Django: two thousand watchers ask every second."""

from collections.abc import Callable, Iterable
from typing import Any

type Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
LIVE = "/live/"
_STATUS = {200: "200 OK", 304: "304 Not Modified", 404: "404 Not Found"}


def before(application: Wsgi) -> Wsgi:
    """The same application, with `/live/<key>.json` answered at its door."""

    def answering(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(LIVE) or environ.get("REQUEST_METHOD") != "GET":
            return application(environ, start_response)
        from muntada.floor import live

        key = path.removeprefix(LIVE).removesuffix(".json")
        status, headers, body = live.answer(key, environ.get("HTTP_IF_NONE_MATCH", ""))
        start_response(_STATUS[status], [*headers, ("X-Content-Type-Options", "nosniff")])
        return [body]

    return answering
