from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("conferences", "0002_closed"),
    ]

    operations = [
        migrations.AddField(
            model_name="series",
            name="host_is_masculine",
            field=models.BooleanField(
                default=False,
                help_text="The Arabic letters of the house then say يهدي instead of تهدي.",
                verbose_name="the host is masculine in Arabic (اتحاد، معهد)",
            ),
        ),
    ]
