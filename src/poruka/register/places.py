"""Where institutions are: the oblast of each, from the files of a register or from the database."""

import csv
from pathlib import Path


def oblasts_in(register: Path | None) -> dict[str, str]:
    """Institution -> oblast (ISO 3166-2), as far as it is on file.

    A register in a folder may have ``institutions.csv`` beside its three tables; None asks the database.
    """
    if register is None:
        from poruka.register.models import Institution

        return dict(Institution.objects.exclude(oblast="").values_list("institution_id", "oblast"))
    listing = register / "institutions.csv"
    if not listing.is_file():
        return {}
    with listing.open(encoding="utf-8-sig", newline="") as lines:
        return {row["institution_id"]: row["oblast"] for row in csv.DictReader(lines) if row.get("oblast")}
