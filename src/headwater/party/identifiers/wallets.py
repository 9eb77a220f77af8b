"""Wallet addresses: which chains an address can be of, and whether its checksum is right."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from headwater.party.identifiers.keccak import keccak256

_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_RIPPLE: Final = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_LONGEST: Final = 128


@dataclass(frozen=True, slots=True)
class WalletReading:
    """What an address tells of itself.

    Attributes:
        chains: names of the chains it can be of, empty where its shape is that of none.
        checksum: whether its checksum is right; None where it has none (all lower-case Ethereum, Solana).
    """

    chains: tuple[str, ...]
    checksum: bool | None


# First byte or bytes of a base58check address -> chains. One version byte serves several chains.
_VERSIONS: Final[dict[bytes, tuple[str, ...]]] = {
    b"\x00": ("Bitcoin", "Bitcoin Cash", "Bitcoin SV"),
    b"\x05": ("Bitcoin", "Bitcoin Cash", "Bitcoin SV", "Litecoin"),
    b"\x30": ("Litecoin",),
    b"\x32": ("Litecoin",),
    b"\x4c": ("Dash",),
    b"\x10": ("Dash",),
    b"\x26": ("Bitcoin Gold",),
    b"\x17": ("Bitcoin Gold",),
    b"\x1e": ("Dogecoin", "Verge"),
    b"\x16": ("Dogecoin",),
    b"\x21": ("Verge",),
    b"\x41": ("TRON",),
    b"\x1c\xb8": ("Zcash",),
    b"\x1c\xbd": ("Zcash",),
}
_SEGWIT: Final = {"bc": "Bitcoin", "ltc": "Litecoin", "btg": "Bitcoin Gold"}
_PLAIN_BECH32: Final = {"bnb": "BNB Beacon Chain", "cosmos": "Cosmos", "zs": "Zcash", "addr": "Cardano"}
_EVM: Final = ("Ethereum", "Ethereum Classic", "BNB Smart Chain", "Arbitrum", "Polygon", "Avalanche")

CURRENCIES: Final[dict[str, frozenset[str]]] = {
    "XBT": frozenset({"Bitcoin"}),
    "BTC": frozenset({"Bitcoin"}),
    "ETH": frozenset(_EVM),
    "ETC": frozenset(_EVM),
    "ARB": frozenset(_EVM),
    "BSC": frozenset(_EVM),
    "BNB": frozenset({*_EVM, "BNB Beacon Chain"}),
    "MATIC": frozenset(_EVM),
    "LTC": frozenset({"Litecoin"}),
    "BCH": frozenset({"Bitcoin Cash"}),
    "BSV": frozenset({"Bitcoin SV"}),
    "BTG": frozenset({"Bitcoin Gold"}),
    "DASH": frozenset({"Dash"}),
    "DOGE": frozenset({"Dogecoin"}),
    "XVG": frozenset({"Verge"}),
    "ZEC": frozenset({"Zcash"}),
    "XMR": frozenset({"Monero"}),
    "XRP": frozenset({"XRP Ledger"}),
    "SOL": frozenset({"Solana"}),
    "TRX": frozenset({"TRON"}),
    "ADA": frozenset({"Cardano"}),
    # Tokens live on several chains.
    "USDT": frozenset({*_EVM, "TRON", "Solana", "Bitcoin"}),
    "USDC": frozenset({*_EVM, "TRON", "Solana"}),
}
"""Currency code -> the chains on which it can be held."""


def read_wallet(address: str) -> WalletReading:
    """Return which chains an address can be of and whether its checksum is right, judged by the address alone."""
    plain = "".join(address.split())
    if not plain or len(plain) > _LONGEST or not plain.isascii():
        return WalletReading((), None)
    for reader in _READERS:
        reading = reader(plain)
        if reading is not None:
            return reading
    return WalletReading((), None)


def _ethereum(address: str) -> WalletReading | None:
    match = re.fullmatch(r"0[xX]([0-9a-fA-F]{40})", address)
    if match is None:
        return None
    digits = match[1]
    if digits in (digits.lower(), digits.upper()):
        return WalletReading(_EVM, None)
    # EIP-55: a letter is a capital where the digit of the hash in its place is 8 or more.
    digest = keccak256(digits.lower().encode()).hex()
    wanted = "".join(
        letter.upper() if int(mark, 16) > 7 else letter for letter, mark in zip(digits.lower(), digest, strict=False)
    )
    return WalletReading(_EVM, wanted == digits)


def _bech32(address: str) -> WalletReading | None:
    lower = address.lower()
    prefix, one, body = lower.rpartition("1")
    chain = _SEGWIT.get(prefix) or _PLAIN_BECH32.get(prefix)
    if not one or chain is None or not set(body) <= set(_BECH32) or len(body) < 7:
        return None
    values = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + [_BECH32.index(c) for c in body]
    constant = _polymod_bech32(values)
    one_case = address in (lower, address.upper())
    if prefix in _SEGWIT:
        # Witness version 0 has the constant of bech32, later versions that of bech32m (BIP 350).
        wanted = 1 if body[0] == "q" else 0x2BC830A3
        return WalletReading((chain,), one_case and constant == wanted)
    return WalletReading((chain,), one_case and constant == 1)


def _polymod_bech32(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if (top >> bit) & 1 else 0
    return check


def _cashaddr(address: str) -> WalletReading | None:
    lower = address.lower()
    prefix, _, body = lower.rpartition(":")
    if prefix not in ("", "bitcoincash") or len(body) != 42 or body[0] not in "qp" or not set(body) <= set(_BECH32):
        return None
    values = [ord(c) & 31 for c in "bitcoincash"] + [0] + [_BECH32.index(c) for c in body]
    check = 1
    generators = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
    for value in values:
        top = check >> 35
        check = (check & 0x07FFFFFFFF) << 5 ^ value
        for bit, generator in enumerate(generators):
            check ^= generator if (top >> bit) & 1 else 0
    return WalletReading(("Bitcoin Cash",), check == 1)


def _base58check(address: str) -> WalletReading | None:
    if not 26 <= len(address) <= 36:
        return None
    data = _decode(address, _BASE58)
    if data is None or len(data) not in (25, 26):
        return None
    version = data[: len(data) - 24]
    chains = _VERSIONS.get(version, ())
    right = sha256(sha256(data[:-4]).digest()).digest()[:4] == data[-4:]
    if not chains:
        return WalletReading((), right) if right else None
    return WalletReading(chains, right)


def _ripple(address: str) -> WalletReading | None:
    if not address.startswith("r") or not 25 <= len(address) <= 35:
        return None
    data = _decode(address, _RIPPLE)
    if data is None or len(data) != 25 or data[0] != 0:
        return None
    return WalletReading(("XRP Ledger",), sha256(sha256(data[:-4]).digest()).digest()[:4] == data[-4:])


def _monero(address: str) -> WalletReading | None:
    if len(address) not in (95, 106) or address[0] not in "48":
        return None
    data = b""
    sizes = {11: 8, 7: 5}
    for start in range(0, len(address), 11):
        block = address[start : start + 11]
        number = _number(block, _BASE58)
        size = sizes.get(len(block))
        if number is None or size is None or number >= 1 << (8 * size):
            return None
        data += number.to_bytes(size, "big")
    return WalletReading(("Monero",), keccak256(data[:-4])[:4] == data[-4:])


def _solana(address: str) -> WalletReading | None:
    if not 32 <= len(address) <= 44:
        return None
    data = _decode(address, _BASE58)
    return WalletReading(("Solana",), None) if data is not None and len(data) == 32 else None


def _decode(text: str, alphabet: str) -> bytes | None:
    """Return the bytes of a base58 text, or None where a character is none of its alphabet."""
    number = _number(text, alphabet)
    if number is None:
        return None
    zeros = len(text) - len(text.lstrip(alphabet[0]))
    return b"\x00" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _number(text: str, alphabet: str) -> int | None:
    number = 0
    for character in text:
        digit = alphabet.find(character)
        if digit < 0:
            return None
        number = number * 58 + digit
    return number


_READERS: Final[tuple[Callable[[str], WalletReading | None], ...]] = (
    _ethereum,
    _bech32,
    _cashaddr,
    _ripple,
    _base58check,
    _monero,
    _solana,
)
