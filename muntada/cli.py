"""`muntada`: one command for everything the house does outside a browser."""

import argparse
import os
import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> None:
    from django.core.exceptions import ImproperlyConfigured

    try:
        _run(argv)
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error


def _run(argv: list[str] | None) -> None:
    arguments = list(sys.argv[1:] if argv is None else argv)
    arguments = _take_data(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muntada.settings")
    _compile_translations()
    command = arguments[0] if arguments else "help"
    if command in ("help", "-h", "--help"):
        print(HELP)
        return
    if command in HOUSE_COMMANDS:
        HOUSE_COMMANDS[command](arguments[1:])
        return
    from django.core.management import execute_from_command_line

    execute_from_command_line(["muntada", *arguments])


HELP = """Muntada: the secretariat of a high-level international conference

  muntada demo [--model-un] [--port N] [--no-serve]   a conference to try, with a login per role
  muntada serve [--port N] [--host H] [--workers N]   prepare the database, serve, run the tasks
  muntada work                                        only the tasks (serve starts this itself)
  muntada init                                        prepare the database and the tables shipped
  muntada owner EMAIL NAME                            make the first account
  muntada verify-audit                                check record, seals and files: all whole?
  muntada press compare --edition N FILE [--json]     what a text says against the record
  muntada meetings solve | check | explain | repair   plan bilateral meetings, without the web
  muntada help COMMAND, muntada migrate, shell …      Django's own commands

Everywhere: --data DIR (or MUNTADA_DATA) names the data folder; DATABASE_URL moves to PostgreSQL.
"""


def _take_data(arguments: list[str]) -> list[str]:
    """--data DIR is understood by every command; it must be known before settings are read."""
    kept = []
    words = iter(arguments)
    for word in words:
        if word == "--data":
            os.environ["MUNTADA_DATA"] = next(words, "")
        elif word.startswith("--data="):
            os.environ["MUNTADA_DATA"] = word.removeprefix("--data=")
        else:
            kept.append(word)
    if not os.environ.get("MUNTADA_DATA"):
        demo = kept[:1] == ["demo"]
        os.environ["MUNTADA_DATA"] = "demo-data" if demo else "muntada-data"
        if demo and "--model-un" in kept:
            os.environ["MUNTADA_DATA"] = "demo-data-model-un"
    return kept


def _compile_translations() -> None:
    from muntada.kit.catalogues import compile_stale

    locale = Path(__file__).parent / "locale"
    if os.access(locale, os.W_OK):
        compile_stale(locale)


def _django() -> None:
    import django

    django.setup()


def _prepare() -> None:
    """Bring database, shipped tables and static files up to date; quick when they are."""
    from django.core.management import call_command

    from muntada.parties.actions import load_shipped_parties

    call_command("migrate", verbosity=0, interactive=False)
    _ensure_the_vault_opens()
    _say_if_the_secret_key_is_new()
    load_shipped_parties()
    call_command("collectstatic", verbosity=0, interactive=False)


def _ensure_the_vault_opens() -> None:
    """Nothing is served beside seals that no key here opens, unless that is said to be known."""
    from muntada.accreditation.queries import why_not_open

    if not (why_not := why_not_open()):
        return
    if os.environ.get("MUNTADA_WITHOUT_VAULT") != "1":
        raise SystemExit(why_not)
    print(why_not, file=sys.stderr, flush=True)


def _say_if_the_secret_key_is_new() -> None:
    """Nothing sealed is lost with it, but who cannot sign in any more deserves to know why."""
    from django.conf import settings
    from django.utils.translation import gettext as _

    from muntada.accounts.models import User

    if settings.SECRET_KEY_IS_NEW and User.objects.exclude(joined_at=None).exists():
        said = _(
            "secret.key was missing and was made anew: everybody must sign in again, and links to "
            "choose a password that are on their way are void. If it is in the backup, put it back."
        )
        print(said, file=sys.stderr, flush=True)


def _init(arguments: list[str]) -> None:
    argparse.ArgumentParser(prog="muntada init").parse_args(arguments)
    _django()
    _prepare()
    print("Ready.")


def _serve_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--workers", type=int, default=2)


def _serve(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="muntada serve")
    _serve_options(parser)
    options = parser.parse_args(arguments)
    _django()
    _prepare()
    from django.conf import settings

    if settings.ORIGIN and not settings.PROXIES:
        print("MUNTADA_PROXIES is empty: behind a proxy all readers are counted as one, and twenty "
              "failures of anybody shut out everybody for a while.", file=sys.stderr)  # fmt: skip
    print(f"Muntada listens on http://{options.host}:{options.port}/", flush=True)
    _listen(options)


def _demo(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="muntada demo")
    parser.add_argument("--model-un", action="store_true", help="the small neutral demo")
    parser.add_argument("--no-serve", action="store_true", help="load and exit")
    _serve_options(parser)
    options = parser.parse_args(arguments)
    os.environ.setdefault("MUNTADA_LOOPBACK", f"http://localhost:{options.port}")
    _django()
    _prepare()
    from django.conf import settings

    from muntada.website.demo import open_demo

    logins = open_demo(model_un=options.model_un)
    print(f"\nOpen  http://{options.host}:{options.port}/   and sign in as one of:\n")
    for login in logins:
        print(f"  {login.role:<28} {login.email:<34} {login.password}")
    if not settings.ORIGIN:
        print(f"\nA demo: letters and mails carry {settings.LOOPBACK}, good on this machine only.")
    print(flush=True)
    if not options.no_serve:
        _listen(options)


def _listen(options: argparse.Namespace) -> None:
    from muntada.kit.serving import serve

    serve(host=options.host, port=options.port, workers=options.workers)


def _work(arguments: list[str]) -> None:
    """The process beside the server: takes up what a restart left unfinished, then all tasks."""
    argparse.ArgumentParser(prog="muntada work").parse_args(arguments)
    _django()
    _ensure_the_vault_opens()
    from django.core.management import call_command

    from muntada.accreditation import tasks as accreditation
    from muntada.archive import tasks as archive
    from muntada.bilaterals import tasks as bilaterals
    from muntada.imports import tasks as imports
    from muntada.kit import outbox

    outbox.resume()
    imports.resume_unfinished()
    bilaterals.resume_unfinished()
    accreditation.resume_unfinished()
    archive.resume_unfinished()
    call_command("db_worker", queue_name="*", interval=1)


def _owner(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="muntada owner")
    parser.add_argument("email")
    parser.add_argument("name")
    options = parser.parse_args(arguments)
    _django()
    from datetime import UTC, datetime

    from muntada.accounts.actions import make_owner
    from muntada.accounts.links import RESET, path_for
    from muntada.kit.errors import RuleBroken

    at = datetime.now(UTC)
    try:
        owner = make_owner(email=options.email, name=options.name, by=None, at=at)
    except RuleBroken as error:
        raise SystemExit(str(error)) from error
    print("Open this link once, within an hour, to choose a password:")
    print(path_for(owner, RESET, at=at))


def _verify_audit(arguments: list[str]) -> None:
    """The record, everything sealed, every file named: ends with 1 if any of it is not whole."""
    argparse.ArgumentParser(prog="muntada verify-audit").parse_args(arguments)
    _django()
    whole = [_record_is_whole(), _seals_open(), _files_are_there()]
    if not all(whole):
        raise SystemExit(1)


def _record_is_whole() -> bool:
    from muntada.audit.queries import verify_chain

    report = verify_chain()
    if report.whole:
        print(f"The record is whole: {report.entries} entries.")
    else:
        print(f"The record is broken at entry {report.broken_at}.")
    return report.whole


def _seals_open() -> bool:
    from muntada.accreditation.queries import everything_opened, why_not_open

    if why_not := why_not_open():
        print(why_not)
        return False
    report = everything_opened()
    for one in report.shut:
        print(f"Sealed, and does not open: {one}")
    print(f"Sealed: {report.opened} things of {report.editions} editions were opened, "
          f"{len(report.shut)} do not open.")  # fmt: skip
    return not report.shut


def _files_are_there() -> bool:
    from muntada.kit.uploads import missing_files

    named, missing = missing_files()
    for one in missing:
        print(f"A file is missing: {one}")
    print(f"Files: {named} are named in the database, {len(missing)} of them are missing.")
    return not missing


def _meetings(arguments: list[str]) -> None:
    """Plain planning: needs neither Django nor a database."""
    from muntada.planning.meetings.cli import main as plan

    plan(arguments)


def _press(arguments: list[str]) -> None:
    _django()
    from muntada.press.command import main as compare

    compare(arguments)


HOUSE_COMMANDS = {
    "demo": _demo,
    "serve": _serve,
    "work": _work,
    "init": _init,
    "owner": _owner,
    "verify-audit": _verify_audit,
    "meetings": _meetings,
    "press": _press,
}
