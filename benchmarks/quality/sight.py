"""How many columns of whole files, headings and cells, are recognised: layouts written before any of them was read.

``python -m benchmarks sight`` prints a table; ``python -m benchmarks.quality.sight A`` also names what half A misses. Half B
is never named column by column.
"""

# ruff: noqa: E501

import csv
import io
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from headwater.errors import HeadwaterError
from headwater.readers import open_records

_ROWS = 60
_FIRMS = {
    "en": "Harrow Vale Coatings Ltd|Sundar Dye Works Pvt Ltd|Pinecrest Labs Inc.|Kite & Marl Trading LLC|Orrin Pharma PLC",
    "es": "Pinturas Altamar S.A. de C.V.|Química Robledal S.A.|Comercial Tresvías S. de R.L.|Lácteos Mirasol S.A.S.|Resinas del Bajío S.L.",
    "pt": "Tintas Ouro Fino Ltda|Química Beira-Rio S.A.|Comercial Pedra Alta Eireli|Plásticos Vale Novo Ltda.|Laboratório Serrano S.A.",
    "de": "Lackwerk Bergmoos GmbH|Chemiehandel Tannau KG|Prüflabor Ostwind GmbH|Feinkost Talmann e.K.|Galvanik Riedhof AG",
    "fr": "Peintures du Marais SARL|Chimie Valcombe SAS|Laboratoire Aubrive SA|Négoce Tilleul SARL|Colles Montaigu SAS",
    "tr": "Yeşilova Boya San. A.Ş.|Karadağ Kimya Ltd. Şti.|Lale Dış Ticaret Ltd. Şti.|Ege Analiz Laboratuvarı A.Ş.|Doruk Plastik San. Tic. A.Ş.",
    "ru": "ООО «Лаккрас Север»|АО «Химснаб Урал»|ООО «Торгсоюз»|ИП Белозёров А.П.|ООО «Лаборатория Экотест»",
    "ar": "شركة النخيل للدهانات|مؤسسة الواحة للتجارة|شركة الأفق للكيماويات ذ.م.م|مختبرات الشروق|شركة الساحل للبلاستيك",
    "zh": "宁波华瑞化工有限公司|青岛鼎盛贸易有限公司|苏州凯源涂料有限公司|厦门隆宝塑料有限公司|成都瑞明检测有限公司",
}
_STREETS = {
    "en": "14 Mill Lane, Unit 3, Derby DE1 2AB|Plot 77, MIDC, Nagpur 440016|2200 Harbor Blvd, Tampa FL 33602",
    "es": "Av. Reforma 1420, Col. Centro, Toluca 50000|Calle Olmo 33, Parque Industrial, Saltillo|Carrera 9 # 45-12, Bogotá",
    "pt": "Rua das Acácias, 210, Campinas - SP|Av. Beira Mar, 1500, Galpão 4, Itajaí - SC|Rua XV de Maio, 8, Curitiba - PR",
    "de": "Industriestr. 12, 34123 Kassel|Am Kanal 4, 44787 Bochum|Schulweg 7a, 18055 Rostock",
    "fr": "12 rue des Tanneurs, 69003 Lyon|ZI Nord, Lot 8, 59000 Lille|4 avenue Foch, 13001 Marseille",
    "tr": "Atatürk Cad. No: 12 Kat 3, Bursa|OSB 5. Cadde No 40, Gaziantep|Liman Mah. 17. Sok. No 8, Mersin",
    "ru": "г. Екатеринбург, ул. Заводская, д. 15|123100, г. Москва, пр. Мира, д. 8, оф. 12|г. Казань, ул. Портовая, 3",
    "ar": "شارع الملك فهد، الرياض 11564|المنطقة الصناعية، مبنى 7، جدة|طريق الكورنيش، دبي ص.ب 4512",
    "zh": "浙江省宁波市江北区人民路88号|山东省青岛市港口大道12号3楼|江苏省苏州市工业园区星湖街6号",
}
_GOODS = {
    "en": "epoxy resin hardener|cotton bed sheets 180 TC|brake pads for cars|titanium dioxide rutile|steel screws M6",
    "es": "dióxido de titanio|sábanas de algodón|pastillas de freno|resina epóxica|tornillos de acero",
    "pt": "dióxido de titânio|lençóis de algodão|pastilhas de freio|resina epóxi|parafusos de aço",
    "de": "Titandioxid Rutil|Bettwäsche aus Baumwolle|Bremsbeläge|Epoxidharz|Stahlschrauben M6",
    "fr": "dioxyde de titane|draps de coton|plaquettes de frein|résine époxy|vis en acier",
    "tr": "titanyum dioksit|pamuklu çarşaf|fren balatası|epoksi reçine|çelik vida",
    "ru": "диоксид титана|постельное бельё хлопковое|тормозные колодки|смола эпоксидная|винты стальные",
    "ar": "ثاني أكسيد التيتانيوم|مفارش قطنية|بطانات فرامل|راتنج إيبوكسي|براغي فولاذية",
    "zh": "二氧化钛|纯棉床单|汽车刹车片|环氧树脂|钢制螺丝",
}
_PEOPLE = {
    "en": "Nora Whitlock|Samuel Price|Asha Kulkarni",
    "es": "Elena Cifuentes|Raúl Montoya|Iván Prado",
    "pt": "Lívia Barcellos|Caio Teixeira|Rosa Pires",
    "de": "Jutta Hagedorn|Emil Voss|Karin Stolz",
    "fr": "Odile Marchand|Luc Girard|Amélie Roux",
    "tr": "Zeynep Özkan|Murat Yıldırım|Elif Demirel",
    "ru": "Петров И.С.|Ильина Ольга|Сидоров Павел",
    "ar": "سالم الحربي|منى القحطاني|خالد منصور",
    "zh": "王伟|李娜|张敏",
}
_USES = {
    "en": "solvent for coatings|research|water treatment",
    "es": "fabricación de pinturas|investigación|tratamiento de agua",
    "pt": "fabricação de tintas|pesquisa|tratamento de água",
    "de": "Lackherstellung|Forschung|Wasseraufbereitung",
    "fr": "fabrication de peinture|recherche|traitement de l'eau",
    "tr": "boya üretimi|araştırma|su arıtma",
    "ru": "производство красок|исследования|водоподготовка",
    "ar": "صناعة الدهانات|بحث علمي|معالجة المياه",
    "zh": "涂料生产|科研|水处理",
}
_SECTORS = {
    "en": "paint manufacturing|testing laboratory|wholesale of chemicals",
    "es": "fabricación de pinturas|laboratorio de ensayos|comercio al por mayor de químicos",
    "pt": "fabricação de tintas|laboratório de análises|atacado de produtos químicos",
    "de": "Herstellung von Lacken|Prüflabor|Großhandel mit Chemikalien",
    "fr": "fabrication de peintures|laboratoire d'essais|commerce de gros de produits chimiques",
    "tr": "boya imalatı|test laboratuvarı|kimyasal toptan ticareti",
    "ru": "производство красок|испытательная лаборатория|оптовая торговля химией",
    "ar": "تصنيع الدهانات|مختبر فحص|تجارة الكيماويات بالجملة",
    "zh": "涂料制造|检测服务|化工产品批发",
}
_CHOICES = {
    "country": "MX|CN|DE|US|BR|TR|IN",
    "currency": "USD|EUR|USD|CNY|MXN",
    "package_type": "DRUMS|CARTONS|PALLETS|BAGS|IBC",
    "hs_code": "390730|630231|870830|320611|731815",
    "cas": "13463-67-7|25068-38-6|67-63-0|5949-29-1",
    "mode": "sea|air|road|rail",
    "port": "CNNGB|MXZLO|DEHAM|USLAX|BRSSZ",
    "carrier": "Halcyon Ocean Line|Polar Air Freight|Transmonte Haulage",
    "unit": "kg|L|g|pcs|t",
    "payment_method": "bank transfer|credit 30 days|credit card|letter of credit",
    "delivery_method": "carrier|courier|customer pickup",
    "end_use_declaration": "yes|no",
    "method": "wire|SWIFT|transfer|card",
    "language": "en|es|zh|de",
    "site": "agora-trade.example|mercado-total.example",
    "status": "active|dissolved|active",
    "ships_to": "worldwide|US;EU|MX",
    "vessel": "HALCYON STAR 114E|HALCYON DAWN 027W|NORD MERIDIAN 302E",
    "vehicle": "34 ABC 612|XJ-4471|PA312",
    "dc": "C|D|CRDT",
    "flag": "Umsatz gebucht|Umsatz vorgemerkt",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: half, kind of records, language of its cells, name, options, and (heading, meaning, cells) by column."""

    half: str
    kind: str
    language: str
    name: str
    options: dict[str, str]
    columns: list[tuple[str, str, str]]


def layouts() -> Iterator[Layout]:
    """Yield every layout of ``sight.txt``."""
    lines = [line for line in Path(__file__).with_name("sight.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    for head, body in zip(lines[::2], lines[1::2], strict=True):
        title, _, wishes = head[1:].partition("|")
        half, kind, language, name = title.strip().split(" ", 3)
        options = dict(wish.partition("=")[::2] for wish in wishes.split())
        columns = []
        for cell in body.split(" ; "):
            heading, _, meaning = cell.rpartition(" = ")
            meaning, _, cells = meaning.strip().partition("~")
            columns.append((heading.strip(), meaning.strip(), cells or meaning.strip().split("/")[0]))
        yield Layout(half, kind, language, name, options, columns)


def cell(what: str, layout: Layout, pick: random.Random, n: int) -> str:
    """Return one cell of a column."""
    language = layout.language
    tail = what.rpartition("_")[2]
    comma = "comma" in layout.options
    if what in ("date", "registered_on"):
        return (date(2025, 1, 6) + timedelta(days=n * 3)).strftime(layout.options.get("date", "%Y-%m-%d"))
    if what == "datetime":
        day = (date(2025, 1, 6) + timedelta(days=n * 3)).strftime(layout.options.get("date", "%Y-%m-%d"))
        return f"{day} {pick.randint(7, 19):02d}:{pick.randint(0, 59):02d}" if n % 2 or layout.name.startswith("Bare") else day
    if what in ("value", "amount", "money", "unit_price", "price", "gross_kg", "net_kg", "quantity", "quantity_kg"):
        text = (
            f"{pick.lognormvariate(6, 1):,.2f}" if what in ("value", "amount", "money") else f"{pick.lognormvariate(4, 1):.2f}"
        )
        return text.translate(str.maketrans(",.", ".,")) if comma else text
    if what in ("packages", "small"):
        return str(pick.randint(1, 60))
    if what in _CHOICES:
        return pick.choice(_CHOICES[what].split("|"))
    for ending, table in (("country", "country"), ("from", "country"), ("loading", "port"), ("discharge", "port")):
        if tail == ending:
            return pick.choice(_CHOICES[table].split("|"))
    if tail in ("name", "vendor") or what in ("?", "local_name"):
        return pick.choice(_FIRMS[language].split("|")) if pick.random() < 0.85 else pick.choice(_PEOPLE[language].split("|"))
    if tail == "address":
        return pick.choice(_STREETS[language].split("|"))
    if what in ("description", "product", "title"):
        return pick.choice(_GOODS[language].split("|"))
    if what in ("declared_use", "stated_use"):
        return pick.choice(_USES[language].split("|"))
    if what in ("buyer_sector", "activity"):
        return pick.choice(_SECTORS[language].split("|"))
    if what in ("human", "officers", "owners"):
        return pick.choice(_PEOPLE[language].split("|"))
    if tail == "phone":
        return pick.choice(("+52 55 {} {}", "+86 13{} {}", "0049-{}-{}")).format(
            pick.randint(1000, 9999), pick.randint(1000, 9999)
        )
    if tail == "email":
        return f"info{pick.randint(1, 400)}@firm{pick.randint(1, 90)}.example"
    if tail == "account":
        return f"DE{pick.randint(10, 99)}{pick.randint(10**17, 10**18 - 1)}" if n % 3 else str(pick.randint(10**9, 10**12))
    if what == "reference":
        return pick.choice(("INV {}", "Rechnung {}", "pago factura {}", "salary 03/25 {}", "PO{} settlement")).format(
            pick.randint(100, 9999)
        )
    if what == "url":
        return f"https://agora-trade.example/item/{pick.randint(10**5, 10**6)}"
    if what == "text":
        goods = pick.choice(_GOODS[language].split("|"))
        return f"{goods}, 25 kg, COA, info{pick.randint(1, 90)}@firm.example, {pick.choice(_USES[language].split('|'))}"
    if what == "bill":
        return f"HALU{pick.randint(10**8, 10**9 - 1)}"
    if what == "post":
        return f"RR{pick.randint(10**8, 10**9 - 1)}CN"
    if what == "mrn":
        return f"25DE{pick.randint(10**9, 10**10 - 1)}A{pick.randint(1000, 9999)}"
    if what == "containers":
        return f"HALU{pick.randint(10**6, 10**7 - 1)}"
    if what in ("registration_id",) or (tail == "id" and not what.startswith(layout.kind)):
        return f"{pick.randint(10**9, 10**10 - 1)}"
    return f"{'ABCDEFGH'[len(layout.name) % 8]}{2025000 + n * 7}"


def written(layout: Layout) -> bytes:
    """Return the file of a layout."""
    pick = random.Random(layout.name)
    sep = {"tab": "\t"}.get(layout.options.get("sep", ","), layout.options.get("sep", ","))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sep)
    for n in range(int(layout.options.get("titles", 0))):
        writer.writerow([("Report 2025 / Q1", "Printed 2025-04-02 by desk 4", "")[n]])
    if "two" in layout.options:
        over = [heading.split("//")[0] for heading, _, _ in layout.columns]
        writer.writerow(["" if n and over[n] == over[n - 1] else text for n, text in enumerate(over)])
        writer.writerow([heading.split("//")[1] for heading, _, _ in layout.columns])
    elif "bare" not in layout.options:
        writer.writerow([heading for heading, _, _ in layout.columns])
    for n in range(_ROWS):
        writer.writerow([cell(cells, layout, pick, n) for _, _, cells in layout.columns])
    return out.getvalue().encode(layout.options.get("enc", "utf-8"), "replace")


def read(layout: Layout, path: Path) -> tuple[str, list[str | None]]:
    """Return the kind told and the meaning found of each column; none where the file cannot be read."""
    path.write_bytes(written(layout))
    nothing: list[str | None] = [None] * len(layout.columns)
    told = "none"
    try:
        reading = open_records(path)
        told = reading.kind
        if told != layout.kind:
            reading = open_records(path, kind=layout.kind)  # type: ignore[arg-type]
    except HeadwaterError:
        try:
            reading = open_records(path, kind=layout.kind)  # type: ignore[arg-type]
        except HeadwaterError:
            return told, nothing
    found = list(reading.columns.values())
    return told, found if len(found) == len(layout.columns) else nothing


def main(name: str = "") -> None:
    """Print the table, and the misses of half A where that is asked for."""
    print("| half | layouts | kind right | columns | right | missing | wrong |\n|---|---|---|---|---|---|---|")
    misses = []
    with tempfile.TemporaryDirectory() as folder:
        for half in "AB":
            count = {"layouts": 0, "kind": 0, "columns": 0, "right": 0, "missing": 0, "wrong": 0}
            for layout in layouts():
                if layout.half != half:
                    continue
                told, found = read(layout, Path(folder) / "layout.csv")
                count["layouts"] += 1
                count["kind"] += told == layout.kind
                for (heading, meaning, _), got in zip(layout.columns, found, strict=True):
                    if meaning == "?":
                        continue
                    wanted = {None if one == "-" else one for one in re.split("/", meaning)}
                    result = "right" if got in wanted else "missing" if got is None else "wrong"
                    count["columns"] += 1
                    count[result] += 1
                    if result != "right":
                        misses.append((half, layout.kind, told, layout.name, heading, meaning, got))
            right = f"{count['right']} ({count['right'] / count['columns']:.1%})"
            print(
                f"| {half} | {count['layouts']} | {count['kind']} | {count['columns']} | {right} "
                f"| {count['missing']} | {count['wrong']} ({count['wrong'] / count['columns']:.1%}) |"
            )
    if name == "A":
        for half, *rest in misses:
            if half == "A":
                print(*rest, sep=" | ")


if __name__ == "__main__":
    main(*sys.argv[1:])
