"""The planner at work beside the server; a round cut short by a restart is taken up again."""

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import override

from muntada.bilaterals.actions import rounds
from muntada.bilaterals.models import Round


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


def work_later(one: Round) -> None:
    transaction.on_commit(lambda: work_on.enqueue(one.pk))


def resume_unfinished() -> int:
    """After a restart: same problem, same seed, so the same plan, from its beginning."""
    waiting = list(Round.objects.unfinished().values_list("pk", flat=True))
    for pk in waiting:
        work_on.enqueue(pk, again=True)
    return len(waiting)
