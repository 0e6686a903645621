from django.db import migrations


class Migration(migrations.Migration):
    """The table held personal links in clear; they are signed now, and links sent before are void."""

    dependencies = [("accounts", "0003_six_languages")]

    operations = [migrations.DeleteModel("AccountInvitation")]
