"""Whatever the parties press, in whatever order: nobody else ever sees it."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from muntada.audit.models import Entry
from muntada.bilaterals import rules
from muntada.bilaterals.actions import answers
from muntada.bilaterals.actions import requests as asking
from muntada.bilaterals.models import Notice, Request
from muntada.kit.errors import RuleBroken
from tests import world
from tests.bilaterals import desk

SECRETS = ("Egypt", "Kazakhstan", "Grain", "Minister of")
ACTS: dict[str, Callable] = {
    "send": asking.send_request,
    "withdraw": asking.withdraw_request,
    "agree": answers.agree_terms,
    "decline": answers.decline_request,
    "hold": answers.hold_request,
}


def act(asked: Request, verb: str, minutes: int, **actor) -> None:
    if verb == "accept":
        answers.accept_terms(asked, principal=None, fields={}, **actor)
    elif verb in (rules.ASKER, rules.COUNTERPART):
        terms = {"level": rules.MINISTERS, "minutes": minutes, "press": rules.NO_PRESS}
        answers.propose_terms(asked, side=verb, terms=terms, times=[], **actor)
    else:
        ACTS[verb](asked, **actor)


class WhateverTheyDo(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["send", "accept", "agree", "decline", "hold", "withdraw",
                                 rules.ASKER, rules.COUNTERPART]),
                st.sampled_from([10, 20, 30]),
            ),
            max_size=8,
        )
    )  # fmt: skip
    def test_a_third_party_and_the_secretariat_see_nothing(self, presses):
        asked = desk.draft()
        for verb, minutes in [("send", 30), *presses]:
            who = world.nadia() if verb in ("send", "agree", "withdraw", rules.ASKER) else None
            try:
                act(asked, verb, minutes, by=who or world.igor(), at=desk.NOW)
            except RuleBroken:
                continue
        asked.refresh_from_db()
        strangers = [world.focal_point("Ana", "BRA"), world.salma(), world.omar(), world.pavel()]
        assert [Request.objects.visible_to(one).count() for one in strangers] == [0] * 4
        parties = [world.nadia(), world.igor(), desk.boris()]
        assert [Request.objects.visible_to(one).count() for one in parties] == [1, 1, 1]
        assert {one.user.name for one in Notice.objects.all()} <= {"Nadia", "Igor"}
        # Accepted means that both stand behind the terms that lie there now.
        if asked.state == rules.ACCEPTED:
            assert asked.proposal is None
            assert asked.principal.level >= asked.level <= asked.counterpart_principal.level
        for entry in Entry.objects.filter(thing_type__startswith="bilaterals."):
            said = f"{entry.thing_name} {entry.before} {entry.after}"
            assert not any(secret in said for secret in SECRETS)
