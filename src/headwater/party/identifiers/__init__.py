"""Identifiers of parties: their schemes, keys to compare by, check digits and labels."""

from headwater.party.identifiers.checks import Verdict, check
from headwater.party.identifiers.keys import key_of
from headwater.party.identifiers.labels import closer_scheme, scheme_of_label
from headwater.party.identifiers.remarks import IdentifierWarning, warnings_of
from headwater.party.identifiers.wallets import CURRENCIES, WalletReading, read_wallet

__all__ = [
    "CURRENCIES",
    "IdentifierWarning",
    "Verdict",
    "WalletReading",
    "check",
    "closer_scheme",
    "key_of",
    "read_wallet",
    "scheme_of_label",
    "warnings_of",
]
