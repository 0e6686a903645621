from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0003_figures")]

    operations = [
        migrations.AddField(
            model_name="import", name="notes", field=models.JSONField(default=list)
        ),
    ]
