from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["thing_type", "edition_id", "id"], name="entries_of_a_kind"
            ),
        ),
    ]
