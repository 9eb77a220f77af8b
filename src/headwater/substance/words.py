"""Words that stand beside a name and change, or do not change, which substance is meant."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import polars as pl
from rapidfuzz.distance import OSA


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of the table ``name_words`` by their role.

    Attributes:
        salt: a base or acid followed by one of these is a salt, hydrate or form of it.
        derivative: a name followed by one of these names another substance or thing: acetone oxime, iodine value.
        ordinary: words that look like a substituent and are not one.
        goods: words of ordinary goods, which are never misspellings.
        plain: words of ordinary language and names of other chemicals that come near a name; they are never misspellings.
        noise: words that a hyphen ties to a name without being part of it: "drum-acetone".
        stop: words of ordinary language, which no misspelt name runs across.
        capitals: abbreviations that are ordinary words in small letters: "mapa" is a map.
        article: nouns of articles, which a name beside them is about or for: valve, handbook, poster.
        container: words of packing and vessels, which leave the chemical what it is unless they are empty.
        thing: further English nouns of artefacts; they count after a name and after "for", and beside a brand.
        media: nouns of what tells, shows or depicts: a name anywhere after them is what they are about.
        homonym: names that are words of ordinary language as well: a heroine, a perfume.
        between: words that may stand between a name and an article noun: "acetone safety valve".
        morphemes: matches a word made of nothing but building blocks of chemical names.
    """

    salt: frozenset[str]
    derivative: frozenset[str]
    ordinary: frozenset[str]
    goods: frozenset[str]
    plain: frozenset[str]
    noise: frozenset[str]
    stop: frozenset[str]
    capitals: frozenset[str]
    article: frozenset[str]
    container: frozenset[str]
    thing: frozenset[str]
    media: frozenset[str]
    homonym: frozenset[str]
    between: frozenset[str]
    morphemes: re.Pattern[str]

    def is_substituent(self, word: str) -> bool:
        """Return whether a word before a name, set off by a blank, makes it the name of another substance."""
        return word not in self.ordinary and SPACED_SUBSTITUENT.fullmatch(word) is not None

    def is_article(self, word: str) -> bool:
        """Return whether a word is the noun of an article, also as the last part of a German compound: "drogentest"."""
        return word in self.article or (len(word) >= _COMPOUND and word.endswith(_GERMAN_ARTICLE))

    def is_thing(self, word: str) -> bool:
        """Return whether a word is the noun of an article or of another artefact, in the singular or plural."""
        return self.is_article(word) or word in self.thing or (word.endswith("s") and word[:-1] in self.thing)

    def is_derivative(self, word: str) -> bool:
        """Return whether a word after a name makes it the name of another substance, one error in a long word forgiven."""
        return word in self.derivative or (len(word) >= _FORGIVEN and _is_one_error_from(word, self.derivative))

    def is_nomenclature(self, key: str) -> bool:
        """Return whether a key is made of nothing but building blocks of chemical names and locants."""
        return len(key) <= _LONGEST_NOMENCLATURE and self.morphemes.fullmatch(key) is not None


@lru_cache(maxsize=50_000)
def _is_one_error_from(word: str, words: frozenset[str]) -> bool:
    """Return whether a word is one error away from a long one of some words; the same words follow names again and again."""
    return any(len(each) >= _FORGIVEN and OSA.distance(word, each, score_cutoff=1) <= 1 for each in words)


_LONGEST_NOMENCLATURE: Final = 120
_COMPOUND: Final = 8
_GERMAN_ARTICLE: Final = (
    *("pumpe", "pumpen", "ventil", "ventile", "schlauch", "lampe", "lampen", "leuchte", "leuchten", "tests", "test", "schild"),
    *("schilder", "aufkleber", "etiketten", "handschuhe", "messgerat", "gerat", "gerate", "buch", "bucher", "roman", "plakat"),
    *("maske", "maschine", "maschinen", "anlage", "anlagen", "detektor", "sensor", "melder", "streifen", "stoff", "mobel"),
    *("geschirr", "figur", "spiel", "kostum", "reifen", "schuhe", "lager", "getriebe", "regler", "dosierer", "waage"),
    *("karte", "halter", "halterung", "regal", "kabel", "spielzeug", "brille", "helm", "tasche", "kissen", "poster"),
)
"""Last parts of German compounds that name an article."""
_FORGIVEN: Final = 5
_ROLES: Final = (
    "salt",
    "derivative",
    "ordinary",
    "goods",
    "plain",
    "noise",
    "stop",
    "capitals",
    "morpheme",
    "article",
    "container",
    "thing",
    "media",
    "homonym",
    "between",
)


def name_words(table: pl.DataFrame) -> NameWords:
    """Return the words of the table ``name_words`` by their role."""
    by_role = {role: table.filter(pl.col("role") == role)["word"].to_list() for role in _ROLES}
    blocks = "|".join(sorted(by_role["morpheme"], key=len, reverse=True))
    return NameWords(
        salt=frozenset(by_role["salt"]),
        derivative=frozenset(by_role["derivative"]),
        ordinary=frozenset(by_role["ordinary"]),
        goods=frozenset(by_role["goods"]),
        plain=frozenset(by_role["plain"]),
        noise=frozenset(by_role["noise"]),
        stop=frozenset(by_role["stop"]),
        capitals=frozenset(by_role["capitals"]),
        article=frozenset(by_role["article"]),
        container=frozenset(by_role["container"]),
        thing=frozenset(by_role["thing"]),
        media=frozenset(by_role["media"]),
        homonym=frozenset(by_role["homonym"]),
        between=frozenset(by_role["between"]),
        morphemes=re.compile(rf"[nomp]?(?:{blocks}|[0-9n',]|[ao](?=[0-9]))+"),
    )


_SALT_CHINESE: Final = (
    "二盐酸盐|盐酸盐|硫酸盐|枸橼酸盐|柠檬酸盐|酒石酸盐|马来酸盐|富马酸盐|磷酸盐|草酸盐|氢溴酸盐|琥珀酸盐|甲磺酸盐|醋酸盐|乙酸盐|硝酸盐"
    "|一水合物|二水合物|水合物|一水物|钠盐|钾盐|钙盐|钠|钾|盐"
)
SALT_AFTER_CHINESE: Final = re.compile(rf"(?:{_SALT_CHINESE})+")
SALT_BEFORE_CHINESE: Final = re.compile(
    r"(?:盐酸|硫酸|枸橼酸|柠檬酸|酒石酸|马来酸|富马酸|磷酸|草酸|氢溴酸|琥珀酸|甲磺酸|醋酸|乙酸|硝酸|乳酸|苹果酸)$"
)
SALT_BEFORE: Final = re.compile(
    r"\b(?:di|mono|tri)?(?:clorhidrato|hidrocloruro|bromhidrato|hidrobromuro|cloridrato|bromidrato|chlorhydrate|bromhydrate"
    r"|hydrochlorid|hydrobromid|sulfat|citrat|tartrat|phosphate|phosphat|fumarate|maleate|acetate|oxalate|succinate|nitrate|monohydrate"
    r"|sulfato|citrato|tartrato|bitartrato|maleato|fumarato"
    r"|fosfato|oxalato|succinato|mesilato|acetato|nitrato|monohidrato|hydrochloride|sulphate|sulfate|citrate|tartrate|salt|sal)"
    r"\s(?:(?:de|of|von|da|do)\s(?:la\s|el\s|l')?|d')$"
)

_STEREO: Final = (
    r"(?:[+-]|\+/-|\+-|±|[0-9]{0,2}'*[rsez](?:,\s?[0-9]{0,2}'*[rsez])*|[dl]|dl|d,l|rac|rel|cis|trans|racemic|erythro|threo)"
)
STEREO_BEFORE: Final = re.compile(rf"(?:^|[\s,;:/(\[])((?:\(?{_STEREO}\)?-){{1,3}})$")
"""A stereodescriptor or sign of rotation directly before a name."""

ISOTOPE_AFTER: Final = re.compile(r"-?\(?d[0-9]{1,2}\)?(?![0-9a-z])|-?\[?(?:13c|15n|2h|14c|3h)[0-9]*\]?(?![a-z])")

SPACED_SUBSTITUENT: Final = re.compile(
    r"(?:[0-9n',]+-|(?:alpha|beta|gamma)-)*(?:(?:fen|met|et|prop|but|benc|fenet|acet|vin)il"
    r"|(?:di|tri|tetra|bis|per)?[a-z]*(?:-[0-9',]+-[a-z]*)?"
    r"(?:yl|ylidene?|ilideno?|oxy|oxi|fluoro|chloro|cloro|bromo|iodo|yodo|nitro|amino|hydroxy|hidroxi|cyano|ciano|idino|olino|azino|ilino)"
    r"|para|meta|ortho|orto|nor|des|iso|sec|tert|terc|alpha|beta|gamma|poly|poli|cyclo|ciclo|thio|tio|acetyl|[nop])-?"
)
"""A word before a name, set off by a blank, that makes it the name of another substance: "methyl acetone"."""

_ARTICLE_CHINESE: Final = (
    "检测|试纸|测试|试剂盒|试剂条|抗体|快检|传感器|探测|报警|分析仪|回收|去除|清洗机|储罐|贮罐|储存罐|罐体|空罐|空桶|空瓶|阀|泵|软管|管道|管线"
    "|手册|指南|说明书|海报|教材|书(?!面)|手套|面具|面罩|口罩|防护|流量计|密度计|液位计|浓度计|过滤|缺乏|中毒|过敏|成瘾|依赖|预防|培训"
    "|探头|口红|唇膏|眼影|粉底|指甲油|发夹|色号|麻醉机|机器|机(?=$|[\\s,，。;；(（])|面霜|尿检|道具|滤料|净化|设备|装置|生产线|机组|投加器|加药|酸洗线|洗发|护发|沐浴|洗面|面膜|眼霜|牙膏|香皂|香水|香薰|蜡烛|小说|画册|宣传|教育|展|模型|玩具|玩偶"
    "|阻燃塑料|塑料|标签|贴纸|标牌|警示|柜|检测卡|检测板|检测管|电缆|灯|饮料|糖果|电影|图书|图案|恤|布料|家具|图纸|题材|传奇|纪录片|雕塑|挂画"
)
ARTICLE_AFTER_CHINESE: Final = re.compile(
    rf"的?(?:(?![用供含于和与及或、粉片针原晶]|溶液|口服液)[\u3400-\u9fff]){{0,5}}?(?:{_ARTICLE_CHINESE})"
)
"""An article noun after a Chinese name, directly or at the end of a compound: 吗啡镇痛泵."""
ARTICLE_BEFORE_CHINESE: Final = re.compile(
    r"(?:耐|抗|防|检测|测定|测)$|(?:仿真|模拟|假|道具)[\u3400-\u9fff]{0,6}[\s:：]*$|(?:模型|海报|小说|电影|宣传册|玩具"
    r"|手套|面具|面罩|口罩|检测试剂|试剂盒|试纸|检测卡|检测仪|标签|标牌|储罐|泵|阀|软管|图书|手册|香水)[\s:：,，《]*$"
)
DENIED_BEFORE: Final = re.compile(
    r"(?:\bpseudo|\bsimulat(?:ed|ing|es)|\bimitation|\bdummy"
    r"|\bnot containing|\bexempte?s? de"
    r"|\bfree (?:of|from)|\bwithout|\bnot|\bnon|\bcontains no|\binstead of|\breplaces|\bsubstitute for|\bremover of"
    r"|\bsin|\b(?:libre|sustituto) de|\bfrei von|\bohne|\bkein(?:e|en|er)?|\bstatt|\bsans|\bsem|\b(?:isento|livre|exempt) de"
    r"|不含|无|非|替代|代替)[\s\-]*$"
    r"|\b(?:other than|excluding|except(?:ing)?|excepto|exceto|excluido|distint[oa]s? de|ausgenommen|ausser|autres que|sauf)"
    r"\b[^;|]{0,240}$"
)
"""What comes before says that it is absent, or left out of a heading: "other than safrole, piperonal and ..."."""

ARTICLE_BEFORE: Final = re.compile(
    r"(?:\bdete(?:ction|ccion) (?:of|de)|\banti(?:bod(?:y|ies)(?: to| against)?)?|\bpruebas? (?:rapidas? )?(?:de|para)"
    r"|\bresistent[ea]?s? (?:a(?: la| el)?|al|gegen)|\bresistant(?:es?)? (?:to|a)|\bresistants a|\bbestandig gegen"
    r"|\bproteccion contra|\bprotection (?:against|contre)|\bschutz gegen)[\s\-]*$"
)

CHEMICAL_BEFORE_CHINESE: Final = frozenset(
    "基氯溴氟碘羟氨硝甲乙丙丁戊己庚辛壬癸苯二三四五六环代酰氧硫异新叔仲正过次亚偏焦去伪假邻间对聚氢氮磷硅硼萘吡呋噻咪嘧喹哌吗吲苄烯炔烷醛酮醇酯醚胺腈肼脲胍酚酐双联缩甾氰重多单脱伯"
)
"""A Chinese name that follows one of these characters directly is part of a longer chemical name."""
CHEMICAL_AFTER_CHINESE: Final = frozenset(
    "酸酯醇酮醛胺腈肟腙基氯溴氟碘化烯烷炔酐氰肼脲胍酚醚合磺甲乙丙丁戊苯二三四铜锌镁铁铝铵锰镍钴铬铅汞银钡锂钛锶锆钙亚氢氧硫并代树聚缩衍内肽苷糖唑啶嗪林啉"
)
"""A Chinese name followed by one of these characters directly is part of a longer chemical name, unless it is a salt of it."""
ACID_IS_ALONE_CHINESE: Final = frozenset("溶液水试分工纯浓稀的桶吨公级储运含及和与或、，。,.;；:：()（）")
"""What may follow the name of a mineral acid directly when the acid itself is meant; otherwise it is a salt of a base."""
