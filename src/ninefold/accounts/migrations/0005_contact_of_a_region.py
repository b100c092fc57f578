"""A region names whom anybody may ask about the service there; with defaults, so that an older version can go on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_no_examples_of_mail")]

    operations = [
        migrations.AddField(
            model_name="region",
            name="contact_email",
            field=models.EmailField(blank=True, db_default="", default="", max_length=254),
        ),
        migrations.AddField(
            model_name="region",
            name="contact_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="region",
            name="contact_phone",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
    ]
