"""A press desk: statements in four languages, made quickly."""

from datetime import timedelta

from muntada.press.actions import statements as actions
from muntada.press.models import Statement, Version
from tests import world

NOW = world.NOW
LATER = NOW + timedelta(hours=2)
SECRET = "Zanzibarite"  # a word that stands nowhere else, in every language version
TEXTS = {
    "en": "More than 600 guests from 109 countries will attend the ninth conference.",
    "ar": "سيحضر أكثر من 600 ضيف من 109 دول المؤتمر التاسع.",
    "fr": "Plus de 600 invités de 109 pays assisteront à la neuvième conférence.",
    "ru": "Более 600 гостей из 109 стран примут участие в IX конференции.",
}


def paul():
    return world.user("Paul", "press")


def jamila():
    """An accredited journalist."""
    return world.user("Jamila", "journalist")


def statement(
    *, languages=("en", "ar", "fr", "ru"), cleared=True, word=SECRET, **fields
) -> Statement:
    """A statement with its versions, cleared and not yet scheduled."""
    fields = {"kind": "release", "authentic": "en", "dateline": {"en": "Manama"}, **fields}
    made = actions.open_statement(world.edition(), fields=fields, by=paul(), at=NOW)
    for language in languages:
        version = actions.add_version(made, language=language, by=paul(), at=NOW)
        version = actions.write(
            version, headline=f"{word} {language}", body=f"{TEXTS[language]}\n\n{word}.",
            edits=0, by=paul(), at=NOW,
        )  # fmt: skip
        if cleared:
            clear(version)
    return made


def clear(version: Version) -> Version:
    for verb in ("revise", "clear"):
        version = actions.take_step(version, verb, by=paul(), at=NOW)
    return version


def out(**more) -> Statement:
    return actions.schedule(statement(**more), release_at=NOW, by=paul(), at=NOW)
