"""What is worth saying about an identifier that somebody wrote down."""

from dataclasses import dataclass
from typing import Final

from headwater.party.identifiers.checks import check
from headwater.party.identifiers.wallets import CURRENCIES, read_wallet

_NAMES: Final = {
    "bic": "BIC",
    "container": "container number",
    "curp": "CURP",
    "iban": "IBAN",
    "imo": "IMO ship number",
    "imo_company": "IMO company number",
    "inn": "INN",
    "isin": "ISIN",
    "lei": "LEI",
    "national_id": "national number",
    "npi": "NPI",
    "ogrn": "OGRN",
    "okpo": "OKPO number",
    "registration": "registration number",
    "rfc": "RFC",
    "tax_id": "tax number",
    "uscc": "unified social credit code",
}


@dataclass(frozen=True, slots=True)
class IdentifierWarning:
    """Something about an identifier that its reader should know; it is no reason to leave the identifier aside.

    Attributes:
        code: ``check-digit``, ``wallet-chain``, ``iban-shape`` or ``iban-country``.
        text: one sentence.
    """

    code: str
    text: str


def warnings_of(scheme: str, written: str, country: str | None = None) -> tuple[IdentifierWarning, ...]:
    """Return what is worth saying about an identifier: a check digit that is wrong, or a wallet of another chain than its code.

    Args:
        scheme: the scheme, ``wallet``, or a currency code such as ``xbt``.
        written: the identifier as written.
        country: alpha-2 code of the issuer, or None.
    """
    currency = scheme.upper()
    if scheme == "wallet" or currency in CURRENCIES:
        return _wallet(None if scheme == "wallet" else currency, written)
    if scheme == "imo" and check("imo", written) == "wrong" and check("imo_company", written) == "right":
        return (
            IdentifierWarning("check-digit", f"{written} is no IMO ship number; it is one of a company or registered owner."),
        )
    if scheme == "iban":
        return _iban(written, country)
    if check(scheme, written, country) == "wrong":
        name = _NAMES.get(scheme, scheme)
        return (IdentifierWarning("check-digit", f"The {name} {written} does not pass its check; it may hold a slip."),)
    return ()


def _iban(written: str, country: str | None) -> tuple[IdentifierWarning, ...]:
    """Return what is odd about an IBAN: its check digits, its shape, or a bank in another country than the party is of."""
    from stdnum import iban
    from stdnum.exceptions import InvalidChecksum, ValidationError

    compact = iban.compact(written)
    try:
        # With the digits that it should have, what is left to fail is its shape.
        iban.validate(f"{compact[:2]}{iban.calc_check_digits(compact)}{compact[4:]}")
    except (ValidationError, ValueError):
        text = f"{written} has not the shape of an IBAN of {compact[:2]}; it may be cut or another number."
        return (IdentifierWarning("iban-shape", text),)
    try:
        iban.validate(compact)
    except InvalidChecksum:
        return (IdentifierWarning("check-digit", f"The IBAN {written} does not pass its check; it may hold a slip."),)
    except ValidationError:
        return ()
    if country is not None and compact[:2] != country.upper():
        text = (
            f"The IBAN {written} is of a bank in {compact[:2]}, the party is of {country.upper()}; by itself that says nothing."
        )
        return (IdentifierWarning("iban-country", text),)
    return ()


def _wallet(currency: str | None, written: str) -> tuple[IdentifierWarning, ...]:
    reading = read_wallet(written)
    found = []
    if reading.checksum is False:
        found.append(IdentifierWarning("check-digit", f"The wallet {written} does not pass its check; it may hold a slip."))
    if currency is not None and reading.chains and not CURRENCIES[currency] & set(reading.chains):
        chains = " or ".join(reading.chains)
        found.append(
            IdentifierWarning("wallet-chain", f"The wallet {written} is given as {currency} and has the shape of {chains}.")
        )
    return tuple(found)
