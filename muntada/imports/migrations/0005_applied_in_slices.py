from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0004_notes_of_the_reader")]

    operations = [
        migrations.AddField(
            model_name="import",
            name="applied_through",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="import",
            name="applied_rows",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
