"""What kind of work a release was made as, and what it leaves for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="project_class",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="release",
            name="strand",
            field=models.CharField(default="audit", max_length=20),
        ),
        migrations.AddField(
            model_name="release",
            name="used_as",
            field=models.CharField(blank=True, max_length=40),
        ),
    ]
