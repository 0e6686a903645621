"""Files that rows of the database name: is each where it should be?"""

from django.apps import apps
from django.db import models


def missing_files() -> tuple[int, list[str]]:
    """How many files are named, and those that are not there, by the row that names them."""
    named, missing = 0, []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.FileField):
                continue
            rows = model._default_manager.exclude(**{field.name: ""}).exclude(
                **{f"{field.name}__isnull": True}
            )
            for pk, name in rows.values_list("pk", field.name).iterator():
                named += 1
                if not field.storage.exists(name):
                    missing.append(f"{model._meta.label_lower} {pk} {field.name}")
    return named, missing
