"""The two long pieces of an import; each may be started twice and happens once."""

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import override

from muntada.imports import actions, rules
from muntada.imports.models import Import


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


def _work(one: Import) -> None:
    if one.state == rules.READING:
        actions.read_file(one, at=timezone.now())
    elif one.state == rules.APPLYING:
        actions.apply(one, at=timezone.now())


def work_later(one: Import) -> None:
    transaction.on_commit(lambda: work_on.enqueue(one.pk))


def resume_unfinished() -> int:
    """After a restart: whatever was being read or applied is taken up again, from its beginning."""
    waiting = list(Import.objects.filter(state__in=rules.WORKING).values_list("pk", flat=True))
    for pk in waiting:
        work_on.enqueue(pk)
    return len(waiting)
