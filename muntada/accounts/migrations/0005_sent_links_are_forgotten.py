from django.db import migrations


def forget(apps, schema_editor):
    """Mails that have left are kept with their text, and some of it is a personal link."""
    done = apps.get_model("django_tasks_database", "DBTaskResult").objects.exclude(finished_at=None)
    done.filter(task_path="muntada.kit.mail.send_mail").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_links_are_not_kept"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
