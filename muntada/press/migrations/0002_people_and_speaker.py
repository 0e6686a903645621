import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A statement names people, and may be spoken by a delegation."""

    dependencies = [
        ("delegations", "0001_first"),
        ("people", "0001_first"),
        ("press", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name='statement',
            name='people',
            field=models.ManyToManyField(blank=True, related_name='+', to='people.person', verbose_name='people named'),
        ),
        migrations.AddField(
            model_name='statement',
            name='speaker',
            field=models.ForeignKey(blank=True, help_text='Under embargo until delivery, it goes out when this delegation is given the floor in the session chosen.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='delegations.delegation', verbose_name='spoken by'),
        ),
    ]
