from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns that an older version of the program may leave out."""

    dependencies = [("academy", "0010_announcements")]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="about",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="topic",
            name="retired_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="cpdsession",
            name="meeting_for",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
    ]
