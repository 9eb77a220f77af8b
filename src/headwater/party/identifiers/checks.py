"""Check digits: whether a number is one that its issuer could have given out."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Final, Literal, TypeAlias

Verdict: TypeAlias = Literal["right", "wrong"]

_STDNUM: Final = {
    "uscc": ("cn.uscc",),
    "rfc": ("mx.rfc",),
    "curp": ("mx.curp",),
    "lei": ("lei",),
    "imo": ("imo",),
    "iban": ("iban",),
    "isin": ("isin",),
    "inn": ("ru.inn",),
    "ogrn": ("ru.ogrn",),
    "container": ("iso6346",),
    "bic": ("bic",),
}
"""Scheme -> module of python-stdnum. A BIC has a shape and no check digit."""

_SURE: Final = {"mx.rfc": (12, 13), "mx.curp": (18,), "cn.uscc": (18,), "lei": (20,), "isin": (12,), "iso6346": (11,)}
"""Module -> lengths at which a number of the scheme that has a wrong part is called wrong."""

_NATIONAL: Final = {
    ("tax_id", "AR"): ("ar.cuit",),
    ("tax_id", "BR"): ("br.cnpj", "br.cpf"),
    ("tax_id", "CL"): ("cl.rut",),
    ("tax_id", "CO"): ("co.nit",),
    ("tax_id", "DO"): ("do.rnc",),
    ("tax_id", "EC"): ("ec.ruc",),
    ("tax_id", "ES"): ("es.nif",),
    ("tax_id", "GT"): ("gt.nit",),
    ("tax_id", "IN"): ("in_.gstin",),
    ("tax_id", "MX"): ("mx.rfc",),
    ("tax_id", "PE"): ("pe.ruc",),
    ("tax_id", "PY"): ("py.ruc",),
    ("tax_id", "RU"): ("ru.inn",),
    ("tax_id", "TR"): ("tr.vkn",),
    ("tax_id", "UY"): ("uy.rut",),
    ("tax_id", "VE"): ("ve.rif",),
    ("national_id", "CL"): ("cl.rut",),
    ("national_id", "CN"): ("cn.ric",),
    ("national_id", "EC"): ("ec.ci",),
    ("national_id", "ES"): ("es.dni", "es.nie"),
    ("national_id", "IT"): ("it.codicefiscale",),
    ("national_id", "MX"): ("mx.curp",),
    ("national_id", "PE"): ("pe.cui",),
    ("national_id", "PK"): ("pk.cnic",),
    ("national_id", "TR"): ("tr.tckimlik",),
    ("national_id", "ZA"): ("za.idnr",),
    ("registration", "CN"): ("cn.uscc",),
    ("registration", "RU"): ("ru.ogrn",),
}
"""Broad schemes whose numbers have a check digit in some countries."""


def check(scheme: str, written: str, country: str | None = None) -> Verdict | None:
    """Return whether the check digit of an identifier is right or wrong, or None where there is none to check.

    A number of another length than its scheme has is not judged: it may be cut, or be another kind of number; ``None`` says so.
    A wrong digit is no reason to set a number aside: listed numbers fail their check in up to one case in eight, by the fault
    of whoever filed them.

    Args:
        scheme: the scheme, such as ``rfc``.
        written: the number as written.
        country: alpha-2 code of the issuer, for schemes that differ from country to country.
    """
    own = _OWN.get(scheme)
    if own is not None:
        return own(written)
    verdicts = [_by_stdnum(module, written) for module in _STDNUM.get(scheme) or _NATIONAL.get((scheme, country or ""), ())]
    return "right" if "right" in verdicts else "wrong" if "wrong" in verdicts else None


def _by_stdnum(module: str, written: str) -> Verdict | None:
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

    arguments = {"validate_check_digits": True} if module == "mx.rfc" else {}
    try:
        import_module(f"stdnum.{module}").validate(written, **arguments)
    except InvalidChecksum:
        return "wrong"
    except InvalidLength:
        return None
    except ValidationError:
        # A part that cannot be, such as a state that Mexico has not, is as wrong as a digit where the length is right.
        return "wrong" if module in _SURE and len(re.sub(r"[^0-9A-Za-z&]", "", written)) in _SURE[module] else None
    except (ValueError, IndexError, KeyError):
        return None
    # A Mexican tax number without its last three characters is valid and has no check digit.
    return None if module == "mx.rfc" and len(re.sub(r"\W", "", written)) < 12 else "right"


def _imo_company(written: str) -> Verdict | None:
    """Company and registered-owner numbers have other weights than ships (IMO Circular Letter 2554)."""
    digits = re.sub(r"\D", "", written)
    if len(digits) != 7:
        return None
    total = sum(int(digit) * weight for digit, weight in zip(digits, (8, 6, 4, 2, 9, 7), strict=False))
    return "right" if (11 - total % 11) % 10 == int(digits[6]) else "wrong"


def _okpo(written: str) -> Verdict | None:
    digits = re.sub(r"\D", "", written)
    if len(digits) not in (8, 10):
        return None
    body = [int(digit) for digit in digits[:-1]]
    for offset in (0, 2):
        remainder = sum(digit * ((place + offset) % 10 + 1) for place, digit in enumerate(body)) % 11
        if remainder < 10:
            return "right" if remainder == int(digits[-1]) else "wrong"
    return "right" if digits[-1] == "0" else "wrong"


def _npi(written: str) -> Verdict | None:
    """US National Provider Identifier: the Luhn sum over the number with the prefix 80840."""
    digits = re.sub(r"\D", "", written)
    if len(digits) != 10:
        return None
    return "right" if _luhn(f"80840{digits}") else "wrong"


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


_OWN: Final[dict[str, Callable[[str], Verdict | None]]] = {
    "imo_company": _imo_company,
    "okpo": _okpo,
    "npi": _npi,
}
