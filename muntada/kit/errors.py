"""What the house says when it will not do something: one sentence, for a person."""

from django.utils.functional import Promise


class RuleBroken(Exception):  # noqa: N818 - named as the desk would say it
    """A rule of the conference forbids this; `sentence` says why and what to do next."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


def ensure(why_not: str | Promise | None) -> None:
    """Raise the sentence a `why_not_…` rule gave, if it gave one."""
    if why_not is not None:
        raise RuleBroken(why_not)
