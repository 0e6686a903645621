"""The two long pieces of an import; each may be started twice and happens once."""

from time import sleep

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import override

from muntada.imports import actions, applying, rules
from muntada.imports.models import Import
from muntada.kit import deaths

# Whoever waits for the one writer of SQLite asks again every tenth of a second.
REST = 0.15


@task()
def work_on(pk: int) -> None:
    """Whatever the import waits for: to be read, or to be applied."""
    one = Import.objects.select_related("edition", "created_by").filter(pk=pk).first()
    if one is None:
        return
    with override(one.created_by.language):
        try:
            _work(one)
        except Exception:  # a fault of the program: said on the page, and left to the log
            actions.give_up(one)
            raise
        finally:
            deaths.forget(work_on, pk)


def _work(one: Import) -> None:
    if one.state == rules.READING:
        actions.read_file(one, at=timezone.now())
    elif one.state == rules.APPLYING:
        applying.apply(one, at=timezone.now(), rest=lambda: sleep(REST))


def work_later(one: Import) -> None:
    transaction.on_commit(lambda: work_on.enqueue(one.pk))


def resume_unfinished() -> int:
    """After a restart what was being read or applied is taken up again, unless it died twice."""
    waiting = list(Import.objects.filter(state__in=rules.WORKING).select_related("created_by"))
    for one in waiting:
        if deaths.too_many(work_on, one.pk):
            with override(one.created_by.language):
                actions.give_up(one, rules.DIED_TWICE)
            deaths.forget(work_on, one.pk)
        else:
            work_on.enqueue(one.pk)
    return len(waiting)
