from django.db import migrations, models


class Migration(migrations.Migration):
    """What a device's clock said, beside the house's time; two verdicts and a conflict of it."""

    dependencies = [
        ('gates', '0002_presence_told'),
    ]

    operations = [
        migrations.AddField(
            model_name='device',
            name='clock_off',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='scan',
            name='device_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='conflict',
            name='kind',
            field=models.CharField(choices=[('twice', 'admitted twice without an exit between'), ('blocked', 'admitted by a gate that did not know the badge was blocked'), ('lapsed', 'admitted after the last day of the badge by a gate that had the day wrong')], max_length=8),
        ),
        migrations.AlterField(
            model_name='scan',
            name='verdict',
            field=models.CharField(choices=[('admitted', 'Admitted'), ('left', 'Exit'), ('already_inside', 'Already inside'), ('wrong_zone', 'Wrong zone'), ('wrong_day', 'Wrong day'), ('expired', 'Expired'), ('revoked', 'Revoked'), ('rejected', 'Not accredited'), ('not_active', 'Not yet active'), ('unknown', 'Unknown'), ('forged', 'Forged'), ('other_edition', 'Another edition'), ('other_keyboard', 'Scanner’s keyboard'), ('undecided', 'Day not certain')], max_length=16),
        ),
    ]
