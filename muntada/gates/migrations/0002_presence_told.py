import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """When a line of presence was written, beside since when it holds."""

    dependencies = [("gates", "0001_first")]

    operations = [
        migrations.AddField(
            "presence",
            "changed_at",
            models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.RemoveIndex("presence", "presence_by_change"),
        migrations.AddIndex(
            "presence",
            models.Index(fields=["zone", "changed_at"], name="presence_by_writing"),
        ),
    ]
