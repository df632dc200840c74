"""The first tables of the register."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='PublishedContract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40)),
                ('content', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('title', models.CharField(max_length=200)),
                ('place', models.CharField(max_length=80)),
                ('industry', models.CharField(max_length=10, null=True)),
                ('effective_on', models.DateField()),
                ('from_on', models.DateField(null=True)),
                ('to_on', models.DateField(null=True)),
                ('published_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('words', models.TextField()),
            ],
            options={
                'ordering': ('-effective_on', 'number', '-pk'),
                'constraints': [models.UniqueConstraint(fields=('number', 'digest'), name='one_entry_a_text')],
            },
        ),
    ]
