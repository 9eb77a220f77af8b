"""The key of an identifier: what is left of it when spelling is taken away, to compare by."""

import re
from collections.abc import Callable
from typing import Final

_NOT_ALNUM: Final = re.compile(r"[\W_]+")
_NOT_DIGIT: Final = re.compile(r"\D+")
_VAT_COUNTRIES: Final = re.compile("AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|GR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK")
_VAT_DIGITS: Final = 7
_HEX_WALLET: Final = re.compile(r"(?i)^0x[0-9a-f]{40}$")


def key_of(scheme: str, written: str, country: str | None = None) -> str | None:
    """Return the key of an identifier, or None where nothing is left to compare by.

    Two spellings of one identifier have one key: ``B-17 / 42`` and ``b1742``, ``0xAB..`` and ``0xab..``, ``+52 686 383 6864``
    and a Mexican ``(686) 383-6864``. A wrong check digit changes nothing: the number still has its key.

    Args:
        scheme: the scheme, such as ``passport``; a currency code is ``wallet``.
        written: the identifier as written.
        country: alpha-2 code of the country it belongs to, for phones written without their country code.
    """
    maker = _MAKERS.get(scheme)
    if maker is not None:
        return maker(written.strip(), country) or None
    return _NOT_ALNUM.sub("", written).upper() or None


def _wallet(written: str, country: str | None) -> str:  # noqa: ARG001 - one signature for all makers
    plain = "".join(written.split())
    if _HEX_WALLET.match(plain):
        return plain.lower()
    lower = plain.lower()
    # Bech32 and cashaddr addresses mean the same in either case; base58 ones do not.
    if lower.startswith(("bc1", "ltc1", "bitcoincash:", "bnb1", "tb1")) and plain in (lower, plain.upper()):
        return lower.removeprefix("bitcoincash:")
    return plain


def _email(written: str, country: str | None) -> str:  # noqa: ARG001
    return written.strip(" <>,;").removeprefix("mailto:").lower()


def _website(written: str, country: str | None) -> str:  # noqa: ARG001
    plain = re.sub(r"^[a-z]+://", "", written.strip(" <>,;").lower())
    return plain.removeprefix("www.").rstrip("/")


def _digits(written: str, country: str | None) -> str:  # noqa: ARG001
    return _NOT_DIGIT.sub("", written)


def _vat(written: str, country: str | None) -> str:
    plain = _NOT_ALNUM.sub("", written).upper()
    if country and len(plain) > 4:
        return plain.removeprefix(country)
    # A number of value added tax is written with the code of its country in front as often as without.
    return plain[2:] if _VAT_COUNTRIES.match(plain) and sum(map(str.isdigit, plain[2:])) >= _VAT_DIGITS else plain


def _phone(written: str, country: str | None) -> str:
    import phonenumbers

    digits = _NOT_DIGIT.sub("", written)
    if not 5 <= len(digits) <= 20:
        return ""
    tries: list[tuple[str, str | None]] = [(written, country)] if country or written.startswith("+") else []
    tries.append(("+" + digits.removeprefix("00"), None))
    for text, region in tries:
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return digits


_MAKERS: Final[dict[str, Callable[[str, str | None], str]]] = {
    "wallet": _wallet,
    "email": _email,
    "website": _website,
    "phone": _phone,
    "imo": _digits,
    "imo_company": _digits,
    "mmsi": _digits,
    "duns": _digits,
    "inn": _digits,
    "ogrn": _digits,
    "okpo": _digits,
    "kpp": _digits,
    "npi": _digits,
    "tax_id": _vat,
}
