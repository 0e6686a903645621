"""The planner at work beside the server; a round cut short by a restart is taken up again."""

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import override

from muntada.bilaterals.actions import rounds
from muntada.bilaterals.models import Round
from muntada.kit import deaths


@task()
def work_on(pk: int, again: bool = False) -> None:
    one = Round.objects.select_related("created_by").filter(pk=pk).first()
    if one is None or not one.is_working:
        return
    with override(one.created_by.language):
        try:
            rounds.work(one, at=timezone.now(), again=again)
            rounds.end_round(one, at=timezone.now())
        except Exception:  # a fault of the program: said on the page, and left to the log
            rounds.give_up(one, at=timezone.now())
            raise
        finally:
            deaths.forget(work_on, pk)


def work_later(one: Round) -> None:
    transaction.on_commit(lambda: work_on.enqueue(one.pk))


def resume_unfinished() -> int:
    """After a restart: same problem, same seed, so the same plan, from its beginning."""
    waiting = list(Round.objects.unfinished().select_related("created_by"))
    for one in waiting:
        if deaths.too_many(work_on, one.pk):
            with override(one.created_by.language):
                rounds.give_up(one, at=timezone.now())
            deaths.forget(work_on, one.pk)
        else:
            work_on.enqueue(one.pk, again=True)
    return len(waiting)
