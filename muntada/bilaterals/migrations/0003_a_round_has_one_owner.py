from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bilaterals", "0002_calendar_links")]
    operations = [
        migrations.AddField(
            model_name="round",
            name="claim",
            field=models.CharField(blank=True, default="", editable=False, max_length=16),
            preserve_default=False,
        ),
    ]
