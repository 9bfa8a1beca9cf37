from django.db import migrations, models

from poruka.cases.chain.columns import CanonicalJSON, Happened, Instant, Position


class Migration(migrations.Migration):
    initial = True
    dependencies = [("register", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.CharField(max_length=12, primary_key=True, serialize=False, verbose_name="номер справи")),
                ("person", models.ForeignKey(db_index=False, on_delete=models.deletion.PROTECT, related_name="cases", to="register.person", verbose_name="особа")),
                ("ordinal", models.PositiveSmallIntegerField(default=1, verbose_name="котра справа особи")),
                ("opened_at", Instant(max_length=27, verbose_name="відкрито")),
            ],
            options={"db_table": "cases_case", "ordering": ("id",)},
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                ("seq", Position(primary_key=True, serialize=False, verbose_name="місце в журналі")),
                ("case", models.ForeignKey(db_index=False, on_delete=models.deletion.PROTECT, related_name="records", to="cases.case", verbose_name="справа")),
                ("number", models.IntegerField(verbose_name="номер у справі")),
                ("type", models.CharField(max_length=64, verbose_name="вид запису")),
                ("made_by", models.CharField(max_length=150, verbose_name="хто записав")),
                ("made_as", models.CharField(max_length=64, verbose_name="у якій ролі")),
                ("office", models.CharField(blank=True, max_length=64, verbose_name="від якого органу")),
                ("made_at", Instant(max_length=27, verbose_name="коли записано")),
                ("happened_at", Happened(max_length=27, verbose_name="коли сталося")),
                ("fields", CanonicalJSON(verbose_name="зміст")),
                ("sealed", models.CharField(blank=True, max_length=64, verbose_name="відбиток закритої частини")),
                ("supersedes", models.IntegerField(blank=True, null=True, verbose_name="замість запису")),
                ("law_version", models.CharField(max_length=120, verbose_name="редакція закону")),
                ("key", models.CharField(max_length=80, unique=True, verbose_name="ключ дії")),
                ("previous", models.CharField(max_length=64, verbose_name="хеш попереднього запису")),
                ("hash", models.CharField(max_length=64, verbose_name="хеш запису")),
            ],
            options={"db_table": "cases_record", "ordering": ("seq",)},
        ),
        migrations.CreateModel(
            name="Sealed",
            fields=[
                ("record", models.OneToOneField(on_delete=models.deletion.PROTECT, primary_key=True, related_name="compartment", serialize=False, to="cases.record")),
                ("salt", models.BinaryField(null=True, verbose_name="сіль")),
                ("content", CanonicalJSON(null=True, verbose_name="закритий зміст")),
                ("erased_by", models.ForeignKey(null=True, on_delete=models.deletion.PROTECT, related_name="erased", to="cases.record", verbose_name="стерто записом")),
            ],
            options={"db_table": "cases_sealed"},
        ),
        migrations.CreateModel(
            name="LogHead",
            fields=[
                ("id", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("size", models.BigIntegerField(verbose_name="кількість записів")),
                ("frontier", models.BinaryField(verbose_name="край дерева")),
                ("last_case", models.CharField(max_length=12, verbose_name="справа останнього запису")),
                ("last_number", models.IntegerField(verbose_name="номер останнього запису")),
            ],
            options={"db_table": "cases_loghead"},
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.BigIntegerField(verbose_name="кількість записів")),
                ("root", models.CharField(max_length=64, verbose_name="корінь дерева")),
                ("made_at", Instant(max_length=27, verbose_name="коли підписано")),
                ("key_id", models.CharField(max_length=8, verbose_name="номер ключа")),
                ("public_key", models.CharField(max_length=300, verbose_name="відкритий ключ")),
                ("note", models.TextField(verbose_name="підписаний текст")),
            ],
            options={"db_table": "cases_checkpoint", "ordering": ("id",)},
        ),
        migrations.AddConstraint("case", models.UniqueConstraint(fields=("person", "ordinal"), name="case_of_a_person")),
        migrations.AddConstraint("record", models.UniqueConstraint(fields=("case", "number"), name="record_number_in_case")),
        migrations.AddIndex("record", models.Index(fields=["hash"], name="record_by_hash")),
    ]
