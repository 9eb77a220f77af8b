"""Spellings of one name that share a contact are one party; two firms that share it are a group."""

from pathlib import Path

from headwater.api.clustering import clusters

HEADER = "company_id,name,country,phone,email\n"
PHONE = "+5255{:08d}"


def write(folder: Path, rows: list[tuple[str, str]]) -> Path:
    """Return a file of companies with (name, telephone), among others that share nothing."""
    many = [(f"Norvia{number} Tolquest{number} SA", PHONE.format(10_000_019 + 7_919 * number)) for number in range(300)]
    path = folder / "companies.csv"
    lines = [f'C{number},"{name}",MX,{phone},' for number, (name, phone) in enumerate([*rows, *many])]
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_spellings_of_one_party_are_no_group(tmp_path: Path) -> None:
    phone = PHONE.format(55_123_478)
    path = write(
        tmp_path,
        [("Zaltravio Quimicos S.A. de C.V.", phone), ("ZALTRAVIO QUÍMICOS SA DE CV", phone), ("Zaltravio Quimicos", phone)],
    )
    assert clusters([path]) == []


def test_two_firms_with_two_spellings_of_one_are_two(tmp_path: Path) -> None:
    phone = PHONE.format(55_123_478)
    path = write(
        tmp_path,
        [("Zaltravio Quimicos S.A. de C.V.", phone), ("ZALTRAVIO QUÍMICOS SA DE CV", phone), ("Brandobel Logistica", phone)],
    )
    (group,) = clusters([path])
    assert (len(group.parties), group.distinct) == (3, 2)
    assert group.to_dict()["distinct"] == 2
