"""Tasks whose worker died with them: killed for its memory, or by a fault below Python.

A worker marks its task as running and cannot unmark it any more. What has died twice is not begun a
third time: it would end the worker, and all other tasks with it, for ever.
"""

from typing import Any

from django.tasks import Task
from django_tasks_db.models import DBTaskResult

MOST = 2


def _running(task: Task[Any, Any], pk: int) -> Any:
    return DBTaskResult.objects.filter(
        task_path=task.module_path, args_kwargs__args=[pk], status="RUNNING"
    )


def too_many(task: Task[Any, Any], pk: int) -> bool:
    """Asked when a worker starts: whatever is marked as running then has died."""
    return bool(_running(task, pk).count() >= MOST)


def forget(task: Task[Any, Any], pk: int) -> None:
    """It has come to its end, or is given up."""
    _running(task, pk).update(status="FAILED")
