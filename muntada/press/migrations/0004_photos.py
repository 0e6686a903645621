import django.db.models.deletion
import muntada.kit.texts
import muntada.press.models
from django.db import migrations, models


class Migration(migrations.Migration):
    """Photos for the press."""

    dependencies = [
        ("conferences", "0002_closed"),
        ("press", "0003_media_programme"),
    ]

    operations = [
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='conferences.edition')),
                ('statement', models.ForeignKey(blank=True, help_text='It goes out with this statement. Without one, you publish it yourself.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='photos', to='press.statement', verbose_name='statement')),
                ('key', models.CharField(default=muntada.press.models.new_key, max_length=32, unique=True)),
                ('large', models.FileField(max_length=200, upload_to='press/')),
                ('small', models.FileField(max_length=200, upload_to='press/')),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('alt', muntada.kit.texts.TextField(help_text='For those who cannot see it; read aloud in its place.', verbose_name='what the picture shows')),
                ('caption', muntada.kit.texts.TextField(verbose_name='caption')),
                ('credit', models.CharField(max_length=150, verbose_name='credit')),
                ('taken_on', models.DateField(blank=True, null=True, verbose_name='taken on')),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('added_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'photo',
                'ordering': ['-id'],
            },
        ),
    ]
