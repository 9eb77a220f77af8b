"""Names in other scripts are read in the spellings that lists use."""

import pytest

from headwater.party import compare, index_lists, match
from headwater.party.matching.names import readings
from headwater.party.matching.scripts.han import cantonese, wade_giles
from headwater.party.matching.sound import abjad
from headwater.party.parties import ListedParty, PartyList, PartyName

SAME = [
    ("张伟明", "Zhang Weiming", "Person"),
    ("張偉明", "CHANG, Wei-ming", "Person"),
    ("陳國強", "Chan Kwok-keung", "Person"),
    ("欧阳志远", "OUYANG, Zhiyuan", "Person"),
    ("浙江华业塑料机械股份有限公司", "Zhejiang Huaye Plastics Machinery Co., Ltd.", "Company"),
    ("湖北硕康达生物科技有限公司", "Hubei Shuokangda Biotechnology Co., Ltd.", "Company"),
    ("김영일", "Kim Yong-il", "Person"),
    ("박명재", "PARK MYUNGJAE", "Person"),
    ("이성민", "Lee Sungmin", "Person"),
    ("Юрий Яковенко", "Yuriy Yakovenko", "Person"),
    ("Цветкова Наталья", "Natalja Zwetkowa", "Person"),
    ("Чайковский Алексей", "Aleksei Tchaikovskii", "Person"),
    ("Сергій Зайченко", "ZAICHENKO, Serhii", "Person"),
    ("ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ РЕДКЛЕЙМОНТ", "REDKLEIMONT OOO", "Company"),
    ("محمود ذياب الأحمد", "MAHMUD DHIYAB AL-AHMED", "Person"),
    ("عبد الرحمن خالد الزرنوجي", "Abdulrahman Khaled Zarnouji", "Person"),
]


@pytest.mark.parametrize(("native", "latin", "schema"), SAME)
def test_a_name_in_its_own_script_is_that_of_its_romanisation(native: str, latin: str, schema: str) -> None:
    (result,) = compare([{"schema": schema, "name1": native, "name2": latin}])
    assert result.match


OTHER = [
    ("张伟明", "Wang Guoqiang", "Person"),
    ("张伟明", "Zhang Xiaoli", "Person"),
    ("浙江华业塑料机械股份有限公司", "Zhejiang Dongnan Plastics Machinery Co., Ltd.", "Company"),
    ("김영일", "Kim Sang-ho", "Person"),
    ("Юрий Яковенко", "Yuriy Bondarchuk", "Person"),
    ("محمود ذياب الأحمد", "Mahmud Karim al-Shami", "Person"),
]


@pytest.mark.parametrize(("native", "latin", "schema"), OTHER)
def test_a_name_in_its_own_script_is_not_another_one(native: str, latin: str, schema: str) -> None:
    (result,) = compare([{"schema": schema, "name1": native, "name2": latin}])
    assert not result.match


@pytest.mark.parametrize(
    ("pinyin", "wade"),
    [
        ("xue", "hsueh"),
        ("zhi", "chih"),
        ("jie", "chieh"),
        ("guo", "kuo"),
        ("qiang", "chiang"),
        ("zi", "tzu"),
        ("ren", "jen"),
        ("tian", "tien"),
    ],
)
def test_pinyin_becomes_wade_giles(pinyin: str, wade: str) -> None:
    assert wade_giles(pinyin) == wade


@pytest.mark.parametrize(
    ("jyutping", "name"),
    [("can", "chun"), ("wong", "wong"), ("ze", "tse"), ("gwok", "kwok"), ("joeng", "yeung"), ("lau", "lau")],
)
def test_jyutping_becomes_what_is_written_in_hong_kong(jyutping: str, name: str) -> None:
    assert cantonese(jyutping) == name


@pytest.mark.parametrize(
    ("latin", "arabic"), [("muhammad", "~mhmd"), ("khalid", "~khald"), ("ubaydi", "~bydy"), ("qasimi", "~qasmy")]
)
def test_consonants_of_both_scripts_agree(latin: str, arabic: str) -> None:
    assert abjad(latin) == abjad(arabic)


def test_a_word_that_mixes_alphabets_is_read_in_the_one_of_most_of_its_letters() -> None:
    assert readings("Gаzpromаx", "Company")[0].words == readings("Gazpromax", "Company")[0].words


@pytest.mark.parametrize(
    "hidden", ["Tobin\u200b Hargreft", "\u202eTobin Hargreft", "Ｔｏｂｉｎ Ｈａｒｇｒｅｆｔ", "Tobin Hargreft Tobin Hargreft"]
)
def test_invisible_and_wide_characters_and_repetition_change_nothing(hidden: str) -> None:
    assert readings(hidden, "Person")[0].words == ("tobin", "hargreft")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Hsu Chih-chiang", "Xu Zhiqiang"),
        ("Chow Kwok-keung", "ZHOU, Guoqiang"),
        ("Tsai Kuo-hua", "Cai Guohua"),
        ("Lee Sung-min", "Yi Seongmin"),
        ("Roh Tae-il", "No Taeil"),
    ],
)
def test_two_romanisations_of_one_name_are_one(one: str, two: str) -> None:
    (result,) = compare([{"schema": "Person", "name1": one, "name2": two}])
    assert result.match


@pytest.mark.parametrize(
    ("one", "two"), [("Lee Ji-hoon", "Lee Ji-eun"), ("Chan Siu-ming", "Chen Xiaohong"), ("Kim Min-jun", "Kim Min-ji")]
)
def test_names_that_differ_by_a_syllable_are_two(one: str, two: str) -> None:
    (result,) = compare([{"schema": "Person", "name1": one, "name2": two}])
    assert not result.match


def test_a_short_korean_name_may_be_a_person_though_nobody_says_so() -> None:
    party = ListedParty("t:1", "t", "Person", "PAK, Chong Su", (PartyName("PAK, Chong Su"),))
    index = index_lists([PartyList("t", "", "", "", None, "", "", "0" * 64, (party,))])
    (result,) = match([{"name": "박정수"}], index)
    assert [one.id for one in result.candidates if one.match] == ["t:1"]
