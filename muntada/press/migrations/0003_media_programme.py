import django.db.models.deletion
from django.db import migrations, models


def keep_closed_items_at_the_desk(apps, schema_editor):
    """Until now nothing closed was announced; what stands stays so."""
    apps.get_model("press", "MediaSlot").objects.filter(access="closed").update(is_announced=False)


class Migration(migrations.Migration):
    """An item has its session, its end, the places of its pool, and is announced or not."""

    dependencies = [
        ("press", "0002_people_and_speaker"),
        ("programme", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name='mediaslot',
            name='ends',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends'),
        ),
        migrations.AddField(
            model_name='mediaslot',
            name='is_announced',
            field=models.BooleanField(default=True, help_text='An item closed to media may be announced as closed, or kept at this desk.', verbose_name='in the public media programme'),
        ),
        migrations.AddField(
            model_name='mediaslot',
            name='pool_places',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='places in the pool'),
        ),
        migrations.AddField(
            model_name='mediaslot',
            name='session',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programme.session', verbose_name='session'),
        ),
        migrations.RunPython(keep_closed_items_at_the_desk, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='mediaslot',
            constraint=models.CheckConstraint(condition=models.Q(('ends', None), ('ends__gt', models.F('starts')), _connector='OR'), name='an_item_for_media_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='mediaslot',
            constraint=models.CheckConstraint(condition=models.Q(('pool_places', None), models.Q(('access', 'pool'), ('pool_places__gt', 0)), _connector='OR'), name='only_a_pool_has_places'),
        ),
    ]
