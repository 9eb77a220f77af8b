"""Articles that a chemical's name stands beside, and packing that it stands in."""

from collections.abc import Callable

import pytest

from headwater.substance import Identification

Ask = Callable[..., Identification]


@pytest.mark.parametrize(
    "text",
    [
        "acetone pump",
        "acetone storage tank, empty",
        "hydrochloric acid tank",
        "acetone bottle, empty",
        "valve for sulfuric acid",
        "toluene hose",
        "acetone drum pump",
        "handbook of ephedrine",
        "poster on fentanyl",
        "heroine costume",
        "costume heroine, size M",
        "iodine deficiency book",
        "tanks for piperidine",
        "válvula para ácido sulfúrico",
        "bomba de ácido clorhídrico",
        "tanque de acetona vacío",
        "detector de cocaína",
        "Ventil für Salzsäure",
        "Handbuch über Ephedrin",
        "Aceton Pumpe",
        "pompe pour acétone",
        "livre sur la cocaïne",
        "luvas para acetona",
        "丙酮储罐",
        "耐丙酮手套",
    ],
)
def test_an_article_is_not_the_chemical_it_is_for_or_about(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert answer.substance is None
    assert not answer.controls


@pytest.mark.parametrize(
    "text",
    [
        "test kit for morphine, cocaine, amphetamine",
        "rapid test for morphine and heroin",
        "assay for ketamine or fentanyl",
        "morphine, cocaine and amphetamine test strips",
        "test kit for THC, ABC, cocaine and ketamine",
        "prueba rápida para morfina y cocaína",
        "teste rápido para morfina e cocaína",
        "Schnelltest für Morphin und Heroin",
        "吗啡、可卡因检测试剂盒",
    ],
)
def test_a_test_is_about_every_name_of_its_enumeration(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert answer.substance is None
    assert not answer.also


@pytest.mark.parametrize(
    ("text", "substance"),
    [
        ("acetone ISO tank container", "acetone"),
        ("acetone in tank container 20 MT", "acetone"),
        ("bottle of acetone", "acetone"),
        ("acetone bottle, 500 ml", "acetone"),
        ("tanque de acetona", "acetone"),
        ("drum pump, acetone", "acetone"),
        ("safety valve; acetone 5 drums", "acetone"),
        ("valves for sulfuric acid, acetone 5 drums", "acetone"),
        ("acetone and acetone-resistant gloves", "acetone"),
        ("acetone-based nail polish remover", "acetone"),
        ("Aceton in Kanister", "acetone"),
        ("acetone in bottles for laboratory use", "acetone"),
        ("toluene in 200 L steel drums", "toluene"),
        ("hydrochloric acid 33% in tank truck", "hydrochloric-acid"),
        ("acetic anhydride, glass bottle 2.5 L", "acetic-anhydride"),
    ],
)
def test_packing_and_other_goods_of_the_line_leave_the_chemical_what_it_is(ask: Ask, text: str, substance: str) -> None:
    answer = ask(text)
    assert answer.substance is not None
    assert answer.substance.id == substance


@pytest.mark.parametrize(
    "text",
    [
        "book: The Chemistry of Morphine",
        "caffeine extraction laboratory manual (book)",
        "Lehrbuch: Acetone und Ketone",
        "libro: historia de la cocaína",
        "sulphuric acid plant spare parts",
        "acetone recovery machine",
        "Ersatzteile fur Aceton Pumpe",
        "MAPA household gloves",
    ],
)
def test_a_book_or_a_machine_is_not_the_chemical_it_is_about(ask: Ask, text: str) -> None:
    assert ask(text).substance is None


def test_a_mass_tells_goods_from_a_book(ask: Ask) -> None:
    answer = ask("order book 7: acetone 25 kg")
    assert answer.substance is not None
    assert answer.substance.id == "acetone"


@pytest.mark.parametrize(
    "text",
    [
        "hose acetone resistant 25 m",
        "toluene sampling probe",
        "morphine infusion pump",
        "bomba de infusión de morfina",
        "piperonal scented candle",
        "Salzsäure Warnschild",
        "Warnschild Salzsäure",
        "Drogentest für Kokain, Heroin und Ketamin",
        "lampe à iode",
        "réservoir vide d'acide sulfurique",
        "bidones vacíos que contuvieron acetona",
        "video game disc: Heroin Hero",
        "urine test cup 12 panel AMP, COC, MDMA, OPI",
        "pseudo heroin scent training aid",
        "Halcion hotel uniforms",
        "vajilla Serax",
        "MDMA modem DSL annex M",
        "U-47700 bearing housing",
        "heroína de acción, figura de juguete",
        "吗啡镇痛泵",
        "morphine sulfate vial holder, acrylic",
        "iodine infused razor blades",
        "flacon vide pour acétone",
        "étagère pour acide chlorhydrique",
        "test urinaire morphine et cocaïne",
        "nail varnish not containing toluene",
        "咖啡因洗发水",
        "仿真毒品模型 海洛因 冰毒 摇头丸",
    ],
)
def test_the_head_of_a_compound_says_what_the_goods_are(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert answer.substance is None or answer.substance.id.startswith("chem:")
    assert not answer.controls


@pytest.mark.parametrize(
    ("text", "substance"),
    [
        ("Hose set and acetone 200 kg", "acetone"),
        ("permanganato de potasio para filtros de agua, tambor 50 kg", "potassium-permanganate"),
        ("heliotropin perfume raw material", "piperonal"),
        ("buprenorphine sublingual film 8 mg", "buprenorphine"),
        ("ketamine injection kit, 5 vials", "ketamine"),
        ("cocaine concealed in books", "cocaine"),
        ("heroína oculta en muñecas", "heroin"),
        ("GBL 200 kg for wheels", "gamma-butyrolactone"),
        ("氯胺酮注射液 10ml", "ketamine"),
        ("盐酸 工业级 机械清洗用 25公斤", "hydrochloric-acid"),
    ],
)
def test_what_a_chemical_is_for_or_hidden_in_leaves_it_what_it_is(ask: Ask, text: str, substance: str) -> None:
    answer = ask(text)
    assert answer.substance is not None
    assert answer.substance.id == substance
