"""The papers of a round: what is typed into them, and what was issued."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_bodies_of_organisations"),
        ("rounds", "0004_parties_as_they_are"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IssuedPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("paper", models.CharField(max_length=40)),
                ("role", models.CharField(max_length=20)),
                ("occasion", models.PositiveIntegerField()),
                ("to_enterprise", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("issued_at", models.DateTimeField()),
                ("content", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("acts", models.PositiveIntegerField()),
                ("ledger_head", models.CharField(blank=True, max_length=64)),
                ("form_key", models.CharField(max_length=40, unique=True)),
                ("bargaining", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rounds.round")),
                (
                    "issued_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [models.UniqueConstraint(fields=("bargaining", "number"), name="one_issued_paper_a_number")],
            },
        ),
        migrations.CreateModel(
            name="PaperDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper", models.CharField(max_length=40)),
                ("role", models.CharField(max_length=20)),
                ("occasion", models.PositiveIntegerField()),
                ("typed", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                ("bargaining", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rounds.round")),
                (
                    "owner",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
                (
                    "saved_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "bargaining", "paper", "role", "occasion"), name="one_paper_an_occasion"
                    )
                ],
            },
        ),
    ]
