"""A company's own list, or any other, as a plain table with a column of names."""

import csv
import io
import re
import unicodedata
from typing import Final

from headwater.errors import ListError
from headwater.party.identifiers import closer_scheme, key_of
from headwater.party.lists.dates import iso_date
from headwater.party.lists.descriptors import ListDescriptor
from headwater.party.lists.draft import Draft, Reading
from headwater.party.lists.source import ListFile
from headwater.party.parties import Address, Identifier, ListedParty, PartyList, PartyName, PartySchema

_FIELDS: Final[dict[str, str]] = {
    "id": "id ref reference number no uid party_id entity_id ent_num code 编号 numero",
    "name": "name full_name party_name entity_name company_name company customer_name primary_name caption "
    "名称 姓名 企业名称 nombre razon_social",
    "alias": "alias aliases aka a_k_a akas alt_name alt_names alternative_name alternative_names alternate_name other_names "
    "also_known_as fka former_name trade_name 别名 alias_names nombres_alternativos nombre_comercial alias_nombre",
    "first_name": "first_name given_name forename firstname nombres vorname prenom",
    "middle_name": "middle_name second_name",
    "last_name": "last_name surname family_name lastname apellidos apellido nachname nom_de_famille",
    "native": "native_name local_name name_native chinese_name original_name 中文名",
    "schema": "schema type entity_type party_type sdn_type kind category",
    "country": "country countries nationality country_code nationality_country jurisdiction pais 国家",
    "address": "address addresses full_address direccion domicilio 地址",
    "birth": "birth_date dob date_of_birth birthdate fecha_nacimiento",
    "program": "program programs programme programmes list regime sanctions_program",
    "remarks": "remarks reason notes comment comments note motivo",
    "listed": "listed_on listed date_listed date_added added_on listing_date",
}
_SCHEMES: Final[dict[str, str]] = {
    "phone": "phone telephone tel phones mobile telefono 电话",
    "email": "email e_mail emails mail correo 邮箱",
    "website": "website url web domain",
    "passport": "passport passport_number passport_no",
    "tax_id": "tax_id tax_number tin vat vat_number nit ruc",
    "registration": "registration registration_id registration_number reg_no company_number",
    "national_id": "national_id id_number identity_number cedula",
    "wallet": "wallet wallets crypto crypto_address digital_currency_address",
    "rfc": "rfc",
    "curp": "curp",
    "uscc": "uscc 统一社会信用代码",
    "lei": "lei",
    "imo": "imo imo_number",
    "mmsi": "mmsi",
    "bic": "bic swift swift_bic",
    "iban": "iban",
    "duns": "duns",
    "inn": "inn",
    "ogrn": "ogrn",
}
_BY_HEADER: Final = {word: field for table in (_FIELDS, _SCHEMES) for field, words in table.items() for word in words.split()}
_KINDS: Final[dict[str, PartySchema]] = {
    "person": "Person",
    "individual": "Person",
    "individuo": "Person",
    "company": "Company",
    "entity": "Organization",
    "organization": "Organization",
    "organisation": "Organization",
    "vessel": "Vessel",
    "ship": "Vessel",
    "aircraft": "Aircraft",
}
_NUMBERED: Final = re.compile(r"_?\d{1,2}$")
_SEVERAL: Final = frozenset({"alias", "native", "address", "country", "program", "birth"})
"""What may have several columns."""
_QUOTED: Final = re.compile(r'"[^"]*"')
_MANY: Final = re.compile(r"\s*[;|]\s*")


def columns_of_plain_list(header: list[str]) -> dict[str, tuple[int, ...]]:
    """Return which columns stand for what, by the words of a header; empty where there is no column of names.

    A thing may have several columns: ``alias``, ``aka2``, ``Alias 3``. A first and a last name are a name.
    """
    found: dict[str, tuple[int, ...]] = {}
    for position, cell in enumerate(header):
        word = header_word(cell)
        field = _BY_HEADER.get(word) or _BY_HEADER.get(_NUMBERED.sub("", word))
        if field is not None and (field in _SEVERAL or field in _SCHEMES or field not in found):
            found[field] = (*found.get(field, ()), position)
    if "name" not in found and "last_name" in found:
        found["name"] = ()
    return found if "name" in found else {}


def header_word(cell: str) -> str:
    """Return a header as one lower-case word with underscores, without accents: ``Date of Birth`` is ``date_of_birth``."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cell.strip())
    plain = "".join(c for c in unicodedata.normalize("NFKD", spaced) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "_", plain.lower()).strip("_")


def read_plain_csv(file: ListFile, reading: Reading) -> PartyList:
    """Return the parties of a table with a column ``name``; other columns are recognised by their headers, in any order.

    Raises:
        ListError: the table has no column of names, or breaks off.
    """
    text = file.text()
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    code = reading.code or re.sub(r"[\W_]+", "-", file.name.rsplit(".", 1)[0].lower()).strip("-") or "list"
    draft = Draft(file, ListDescriptor(code, file.name, "owner of the file", "the owner's", None), "plain-csv")
    number = 0
    row: list[str] = []
    try:
        header = next(rows, [])
        columns = columns_of_plain_list(header)
        if not columns:
            raise ListError(
                f"{file.path.name} has no column of names: its columns are {', '.join(header)[:200]}; name one `name`."
            )
        read = {position for positions in columns.values() for position in positions}
        unknown = [cell for position, cell in enumerate(header) if position not in read and cell.strip()]
        if unknown:
            draft.warn("unknown-columns", f"{file.path.name}: not read: {', '.join(unknown)[:200]}.")
        for number, row in enumerate(rows, start=1):
            if any(cell.strip() for cell in row):
                _take(number, row, columns, draft, reading)
        if number and 0 < len(row) < len(header) and not text.endswith(("\n", "\r")):
            raise ListError(
                f"{file.path.name} breaks off in row {number}, after {len(row)} of {len(header)} columns; get it again."
            )
    except csv.Error as error:
        raise ListError(f"{file.path.name} breaks off or is damaged after row {number} ({error}); get it again.") from error
    return draft.finish()


def delimiter_of(text: str) -> str:
    """Return the delimiter that the first line holds most of outside quotes: comma, semicolon, tab or bar."""
    line = _QUOTED.sub("", text.lstrip("\r\n").split("\n", 1)[0])
    return max(",;\t|", key=line.count)


def _take(number: int, row: list[str], columns: dict[str, tuple[int, ...]], draft: Draft, reading: Reading) -> None:
    def cells(field: str) -> list[str]:
        found: list[str] = []
        for position in columns.get(field, ()):
            text = row[position].strip() if position < len(row) else ""
            before = set(found)
            # What one column says twice the list says twice; what a further column repeats is nothing new.
            found += [part for part in _MANY.split(text) if part and part not in before]
        return found

    def cell(field: str) -> str:
        return next((row[position].strip() for position in columns.get(field, ())[:1] if position < len(row)), "")

    parts = [text for part in ("first_name", "middle_name", "last_name") if (text := cell(part))]
    name = cell("name") or " ".join(parts)
    if not name:
        draft.refuse(number, "it has no name")
        return
    schema = _KINDS.get(cell("schema").lower(), "LegalEntity")
    countries = tuple(dict.fromkeys(code for text in cells("country") if (code := reading.countries.code(text))))
    names = [PartyName(name), *(PartyName(text, "alias") for text in cells("alias"))]
    names += [PartyName(text, "native") for text in cells("native")]
    identifiers = []
    for scheme in _SCHEMES:
        for written in cells(scheme):
            near = closer_scheme(scheme, countries[0] if countries else None, written, person=schema == "Person")
            key = key_of(near, written, countries[0] if countries else None)
            if key is not None:
                identifiers.append(Identifier(near, key, None, written))
    code = draft.descriptor.code
    draft.add(
        ListedParty(
            id=f"{code}:{cell('id') or number}",
            list=code,
            schema=schema,
            name=name,
            names=tuple(names),
            programs=tuple(cells("program")),
            identifiers=tuple(identifiers),
            addresses=tuple(Address(text, country=countries[0] if len(countries) == 1 else None) for text in cells("address")),
            birth_dates=tuple(day for text in cells("birth") if (day := iso_date(text))),
            countries=countries,
            listed_on=iso_date(cell("listed")),
            remarks=cell("remarks") or None,
            row=number,
        )
    )
