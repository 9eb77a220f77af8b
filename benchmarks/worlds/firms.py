"""Invented firms and people: names, addresses, contacts, accounts, and how papers vary them."""

# ruff: noqa: E501, SIM905

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.worlds.words import Vocabulary

COUNTRIES = {
    "MX": ("es", "52", "MXN", ("Toluca", "Saltillo", "Merida", "Hermosillo"), ("MXVER", "MXZLO", "MXATM"), ("MEX", "MTY")),
    "US": ("en", "1", "USD", ("Tulsa", "Boise", "Tampa", "Fresno"), ("USLAX", "USSAV", "USTIW"), ("JFK", "DFW", "ATL")),
    "CN": ("zh", "86", "CNY", ("Hefei", "Nantong", "Changsha", "Xiamen"), ("CNSHA", "CNXMN", "CNTXG"), ("PVG", "CAN")),
    "DE": ("de", "49", "EUR", ("Kassel", "Bochum", "Rostock", "Mannheim"), ("DEHAM", "DEBRV"), ("FRA", "MUC")),
    "IN": ("en", "91", "INR", ("Surat", "Nagpur", "Kochi"), ("INMUN", "INNSA", "INCOK"), ("DEL", "BLR")),
    "BR": ("pt", "55", "BRL", ("Campinas", "Joinville", "Salvador"), ("BRSSZ", "BRPNG"), ("GRU", "VCP")),
    "ES": ("es", "34", "EUR", ("Zaragoza", "Murcia", "Gijon"), ("ESVLC", "ESBCN"), ("MAD", "BCN")),
    "GB": ("en", "44", "GBP", ("Derby", "Swansea", "Norwich"), ("GBFXT", "GBSOU"), ("LHR", "EMA")),
    "CO": ("es", "57", "COP", ("Pereira", "Cali", "Bucaramanga"), ("COCTG", "COBUN"), ("BOG", "MDE")),
    "PT": ("pt", "351", "EUR", ("Braga", "Aveiro", "Faro"), ("PTLEI", "PTSIE"), ("LIS", "OPO")),
    "AT": ("de", "43", "EUR", ("Graz", "Linz", "Villach"), (), ("VIE",)),
    "HK": ("zh", "852", "HKD", ("Tsuen Wan", "Kwun Tong"), ("HKHKG",), ("HKG",)),
    "CL": ("es", "56", "CLP", ("Temuco", "Antofagasta"), ("CLVAP", "CLSAI"), ("SCL",)),
    "KR": ("en", "82", "KRW", ("Daegu", "Ulsan"), ("KRPUS", "KRINC"), ("ICN",)),
    "NL": ("en", "31", "EUR", ("Breda", "Arnhem"), ("NLRTM",), ("AMS",)),
    "SG": ("en", "65", "SGD", ("Singapore",), ("SGSIN",), ("SIN",)),
    "AE": ("en", "971", "AED", ("Sharjah", "Dubai"), ("AEJEA",), ("DXB",)),
    "PE": ("es", "51", "PEN", ("Arequipa", "Trujillo"), ("PECLL",), ("LIM",)),
    "TR": ("en", "90", "TRY", ("Bursa", "Mersin"), ("TRMER",), ("IST",)),
    "TW": ("zh", "886", "TWD", ("Tainan", "Hsinchu"), ("TWKHH", "TWKEL"), ("TPE",)),
}
"""Country: language of its firms, dialling code, currency, cities, sea ports, airports."""

_FORMS = {
    "MX": ("S.A. de C.V.", "S. de R.L. de C.V."), "US": ("Inc.", "LLC", "Corp."), "CN": ("Co., Ltd.",), "DE": ("GmbH", "AG", "GmbH & Co. KG"), "IN": ("Pvt. Ltd.", "Private Limited"),
    "BR": ("Ltda.", "S.A."), "ES": ("S.L.", "S.A."), "GB": ("Ltd", "Limited"), "CO": ("S.A.S.", "Ltda."), "PT": ("Lda.", "S.A."), "AT": ("GmbH",), "HK": ("Limited",), "CL": ("SpA", "Ltda."),
    "KR": ("Co., Ltd.",), "NL": ("B.V.",), "SG": ("Pte. Ltd.",), "AE": ("FZE", "LLC"), "PE": ("S.A.C.",), "TR": ("A.S.", "Ltd. Sti."), "TW": ("Co., Ltd.",),
}  # fmt: skip
_PINYIN = tuple("Hua Rui Sheng Tong Jia Wei Ming Xin Long Bao Ding Kai Yuan Ze Heng".split())
_HAN = "华瑞盛通佳伟明鑫隆宝鼎凯源泽恒"


@dataclass(slots=True)
class Party:
    """A firm or a person with everything a paper may say about it."""

    name: str
    country: str
    address: str
    phone: str
    email: str
    number: str
    account: str
    trade: str = ""
    activity: str = ""
    local_name: str = ""
    registered_on: str = ""
    officers: str = ""
    owners: str = ""
    sites: list[str] = field(default_factory=list)

    @property
    def language(self) -> str:
        """Return the language of its country."""
        return COUNTRIES[self.country][0]


class Registrar:
    """Makes parties of one vocabulary; no two firms share a name."""

    def __init__(self, words: Vocabulary, pick: random.Random) -> None:
        """Begin with no name taken."""
        self.words, self.pick, self._taken = words, pick, set[str]()

    def firm(self, trade: str, country: str = "", *, home: bool = False, born: date | None = None) -> Party:
        """Return a new firm of the trade, in the country or a drawn one."""
        pick, words = self.pick, self.words
        country = country or pick.choices(list(COUNTRIES), [9, 9, 9, 6, 6, 5, 5, 4, 5, 2, 2, 2, 2, 3, 2, 2, 2, 2, 2, 2])[0]
        language = words.tongues.get(country, COUNTRIES[country][0])
        word, activity = words.trades[trade]["en" if language == "zh" else language]
        local = ""
        while True:
            if language == "zh":
                letters = [pick.randrange(15) for _ in range(2)]
                coined = f"{pick.choice(COUNTRIES[country][3])} {''.join(_PINYIN[n] for n in letters).capitalize()}"
                local = "".join(_HAN[n] for n in letters) + "有限公司"
            else:
                coined = pick.choice(words.heads) + pick.choice(words.tails)
                if pick.random() < 0.35:
                    coined += pick.choice(words.tails)
            form = pick.choice(_FORMS[country])
            name = f"{word} {coined} {form}" if language in ("es", "pt") and pick.random() < 0.6 else f"{coined} {word} {form}"
            if name not in self._taken:
                break
        self._taken.add(name)
        stem = "".join(c for c in coined.lower() if c.isalpha())
        place = (
            f"{pick.choice(('info', 'sales', 'office', 'ventas', 'kontakt'))}@{stem}-{word.split()[0].lower()}.example"
            if pick.random() < 0.75
            else f"{stem}{pick.randint(10, 99)}@{pick.choice(words.mail)}"
        )
        days = int(pick.betavariate(1.3, 2) * 12_000) + 500
        when = born or date(2025, 1, 1) - timedelta(days=days)
        return Party(
            name, country, self.address(country, home=home), self.phone(country), place.replace("'", ""), f"{country}{pick.randint(10**8, 10**9 - 1)}", self.account(country), trade, activity,
            local if pick.random() < 0.8 else "", str(when), ";".join(self.human() for _ in range(pick.choice((1, 1, 2)))),
        )  # fmt: skip

    def person(self, country: str = "") -> Party:
        """Return a private person with a home."""
        pick = self.pick
        country = country or pick.choice(list(COUNTRIES))
        name = self.human()
        mail = name.lower().replace(" ", ".") + f"{pick.randint(1, 99)}@{pick.choice(self.words.mail)}"
        return Party(name, country, self.address(country, home=True), self.phone(country), mail, "", self.account(country))

    def human(self) -> str:
        """Return the name of an invented person."""
        return (
            f"{self.pick.choice(self.words.given)} {self.pick.choice(self.words.family)} {self.pick.choice(self.words.family)}"
        )

    def address(self, country: str, *, home: bool = False, drop: bool = False) -> str:
        """Return an address: of a business, a home, or a box."""
        pick, words = self.pick, self.words
        language = words.tongues.get(country, COUNTRIES[country][0])
        street = f"{pick.choice(words.streets[language])} {pick.randint(1, 990)}"
        table = words.drops if drop else words.homes if home else words.works
        second = pick.choice(table[language]).format(n=pick.randint(1, 480))
        parts = (
            [second] if drop and pick.random() < 0.5 else [street, second] if home or drop or pick.random() < 0.8 else [street]
        )
        return ", ".join([*parts, f"{pick.choice(COUNTRIES[country][3])} {pick.randint(10000, 99999)}"])

    def phone(self, country: str) -> str:
        """Return the digits of a telephone: dialling code, a blank, the rest."""
        return f"{COUNTRIES[country][1]} {self.pick.randint(10**8, 10**10 - 1)}"

    def account(self, country: str) -> str:
        """Return an account number, with the country's letters or without."""
        digits = f"{self.pick.randint(10**11, 10**12 - 1)}"
        return f"{country}{digits}" if self.pick.random() < 0.5 else digits


def written_phone(phone: str, pick: random.Random) -> str:
    """Return a telephone as some clerk writes it."""
    code, rest = phone.split(" ")
    styles = (
        f"+{code} {rest}",
        f"+{code}{rest}",
        f"+{code}-{rest}",
        f"(+{code}) {rest}",
        f"00{code}-{rest[:2]}-{rest[2:]}",
        f"+{code} {rest[:2]} {rest[2:6]} {rest[6:]}",
    )
    return pick.choice(styles)


def written_name(name: str, pick: random.Random) -> str:
    """Return a name as some clerk writes it: mostly as it is, at times in capitals, without stops or with a slip."""
    luck = pick.random()
    if luck < 0.06:
        return name.upper()
    if luck < 0.10:
        return name.replace(".", "").replace(",", "")
    if luck < 0.12 and len(name) > 8:
        at = pick.randrange(1, len(name) - 2)
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name


def cells(party: Party, prefix: str, pick: random.Random, *, full: float = 0.7) -> dict[str, str]:
    """Return the party's cells of a record, some of them left out as clerks do."""
    found = {f"{prefix}_name": written_name(party.name, pick), f"{prefix}_country": party.country}
    if pick.random() < 0.95:
        found[f"{prefix}_address"] = party.address if pick.random() < 0.93 else party.address.upper()
    if pick.random() < full:
        found[f"{prefix}_phone"] = written_phone(party.phone, pick)
    if pick.random() < full - 0.2 and party.email:
        found[f"{prefix}_email"] = party.email
    if pick.random() < full - 0.1 and party.number:
        found[f"{prefix}_id"] = party.number
    return found
