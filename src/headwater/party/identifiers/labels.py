"""What lists call their identifiers, and the scheme each label stands for."""

import re
from typing import Final

_LABELS: Final[dict[str, str]] = {
    "Afghan Money Service Provider License Number": "registration",
    "Aircraft Construction Number (also called L/N or S/N or F/N)": "aircraft_serial",
    "Aircraft Manufacturer's Serial Number (MSN)": "aircraft_serial",
    "Aircraft Mode S Transponder Code": "aircraft_mode_s",
    "Aircraft Tail Number": "aircraft_tail",
    "Previous Aircraft Tail Number": "aircraft_tail",
    "Other Vessel Call Sign": "call_sign",
    "BIK (RU)": "bik",
    "Birth Certificate Number": "national_id",
    "Bosnian Personal ID No.": "national_id",
    "Business Number": "registration",
    "Business Registration Document #": "registration",
    "Business Registration Number": "registration",
    "C.R. No.": "registration",
    "C.U.I.P.": "national_id",
    "C.U.I.T.": "tax_id",
    "C.U.R.P.": "curp",
    "CNP (Personal Numerical Code)": "national_id",
    "Cartilla de Servicio Militar Nacional": "national_id",
    "Cedula No.": "national_id",
    "Cedula de Ciudadania": "national_id",
    "Cedula de Residencia": "national_id",
    "Central Registration System Number": "registration",
    "Certificate of Incorporation Number": "registration",
    "Chamber of Commerce Number": "registration",
    "Chinese Commercial Code": "chinese_commercial_code",
    "Citizen's Card Number": "national_id",
    "Commercial Registry Number": "registration",
    "Company Number": "registration",
    "Company Number IMO": "imo_company",
    "Credencial electoral": "national_id",
    "D-U-N-S Number": "duns",
    "D.N.I.": "national_id",
    "DUI": "national_id",
    "Diplomatic Passport": "passport",
    "Driver's License No.": "driver_licence",
    "Dubai Chamber of Commerce Membership No.": "registration",
    "Economic Register Number (CBLS)": "registration",
    "Electoral Registry No.": "national_id",
    "Email Address": "email",
    "Enterprise Number": "registration",
    "File Number": "registration",
    "Fiscal Code": "tax_id",
    "Folio Mercantil No.": "registration",
    "Foreigners Identity Number": "national_id",
    "Government Gazette Number": "registration",
    "Haitian Identification Number": "national_id",
    "I.F.E.": "national_id",
    "Identification Number": "national_id",
    "Identification Number IMO": "imo_company",
    "IMO": "imo",
    "ISIN": "isin",
    "Interpol: Red Notice. File No.": "other",
    "Istanbul Chamber of Comm. No.": "registration",
    "Italian Fiscal Code": "tax_id",
    "Kenyan ID No.": "national_id",
    "LE Number": "national_id",
    "Legal Entity Number": "lei",
    "License": "registration",
    "MMSI": "mmsi",
    "MSB Registration Number": "registration",
    "Matricula Mercantil No": "registration",
    "Military Registration Number": "national_id",
    "Moroccan Personal ID No.": "national_id",
    "N.I.E.": "national_id",
    "NIT #": "tax_id",
    "National Foreign ID Number": "national_id",
    "National ID No.": "national_id",
    "Numero Unico de Identificacao Tributaria (NUIT)": "tax_id",
    "Numero de Identidad": "national_id",
    "Paraguayan tax identification number": "tax_id",
    "Passport": "passport",
    "Permit Number": "registration",
    "Personal ID Card": "national_id",
    "Phone Number": "phone",
    "Public Registration Number": "registration",
    "Public Security and Immigration No.": "national_id",
    "R.F.C.": "rfc",
    "RFC": "rfc",
    "RIF #": "tax_id",
    "RSB Number": "registration",
    "RTN": "tax_id",
    "RUC #": "tax_id",
    "Refugee ID Card": "national_id",
    "Registered Charity No.": "registration",
    "Registration ID": "registration",
    "Registration Number": "registration",
    "Residency Number": "national_id",
    "Romanian C.R.": "registration",
    "Romanian Permanent Resident": "national_id",
    "Romanian Tax Registration": "tax_id",
    "SRE Permit No.": "registration",
    "SSN": "national_id",
    "SWIFT/BIC": "bic",
    "Serial No.": "national_id",
    "Seafarer's Identification Document": "national_id",
    "Service Number": "national_id",
    "Stateless Person ID Card": "national_id",
    "Stateless Person Passport": "passport",
    "Tarjeta Profesional": "national_id",
    "Tarjeta de Identidad": "national_id",
    "Tax ID No.": "tax_id",
    "Telephone": "phone",
    "Tourism License No.": "registration",
    "Trade License No.": "registration",
    "Trademark number": "registration",
    "Turkish Identification Number": "national_id",
    "U.S. FEIN": "tax_id",
    "UAE Identification": "national_id",
    "UK Company Number": "registration",
    "Unified Social Credit Code (USCC)": "uscc",
    "Unique Identification Number": "national_id",
    "United Social Credit Code Certificate (USCCC)": "uscc",
    "V.A.T. Number": "tax_id",
    "Vessel Call Sign": "call_sign",
    "Vessel Registration Identification IMO": "imo",
    "Vessel Registration Identification": "vessel_registration",
    "VisaNumberID": "national_id",
    "Voter Identification Number": "national_id",
    "Website": "website",
}
_FOLDED: Final = {label.rstrip(".").lower(): scheme for label, scheme in _LABELS.items()}

LABELS: Final[tuple[str, ...]] = tuple(sorted(_LABELS, key=len, reverse=True))
"""The labels, the longest first, so that the first that fits is the closest."""

_BODIES: Final = {"national_id": "registration"}
"""An "Identification Number" of a body is a registration, that of a person a national number."""
_BROAD: Final = frozenset({"national_id", "registration", "tax_id"})
_USCC: Final = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}\Z")
_CURP: Final = re.compile(r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[0-9A-Z]\d\Z")
_RFC: Final = re.compile(r"[A-Z&Ñ]{3,4}\d{6}[0-9A-Z]{3}\Z")


def is_label(label: str) -> bool:
    """Return whether a list's own label is one of those known."""
    return label.rstrip(".").lower() in _FOLDED


def scheme_of_label(label: str, *, country: str | None = None, value: str = "", person: bool = False) -> str:
    """Return the scheme that a list's own label stands for, made closer by country and shape of the value.

    Russian numbers get their own schemes (inn, ogrn, okpo) where the number of digits is that of the scheme; an unknown label
    is ``national_id`` for a person and ``registration`` for a body.
    """
    return closer_scheme(_FOLDED.get(label.rstrip(".").lower(), "national_id"), country, value, person=person, label=label)


def closer_scheme(scheme: str, country: str | None, value: str, *, person: bool, label: str = "") -> str:
    """Return the scheme that a broad one turns out to be, judged by country and shape; the same one where nothing tells."""
    if not person:
        scheme = _BODIES.get(scheme, scheme)
    if scheme not in _BROAD:
        return scheme
    plain = "".join(c for c in value if c.isalnum()).upper()
    if country == "RU":
        return _russian(scheme, label, plain)
    if country == "CN" and _USCC.match(plain):
        return "uscc"
    if country in ("MX", None) and _CURP.match(plain):
        return "curp"
    if country == "MX" and scheme == "tax_id" and _RFC.match(plain):
        return "rfc"
    return scheme


def _russian(scheme: str, label: str, value: str) -> str:
    if not value.isdigit():
        return scheme
    if scheme == "tax_id" and len(value) in (10, 12):
        return "inn"
    if label.startswith("Government Gazette") and len(value) in (8, 10):
        return "okpo"
    if scheme == "registration" and len(value) in (13, 15):
        return "ogrn"
    return scheme
