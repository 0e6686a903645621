"""A version says in which zone its hours were published: until now they followed the edition's."""

from django.db import migrations


def keep_zones(apps, schema_editor):
    Version = apps.get_model("programme", "ProgrammeVersion")
    for version in Version.objects.select_related("edition").iterator(chunk_size=50):
        if "time_zone" not in version.content:
            version.content["time_zone"] = version.edition.time_zone
            version.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_first")]
    operations = [migrations.RunPython(keep_zones, migrations.RunPython.noop)]
