"""Traditional Chinese characters that occur in chemical and trade words, with their simplified forms (Unicode Unihan)."""

from typing import Final

_TRADITIONAL: Final = (
    "鹽鹼堿黃醯鉀鈉鈣鎂鐵銅鋅鋁銀鉛錫鉻錳鎳鈷鈦鋇鋰銨氫氣燐羥雙對鄰間異單過偽僞順導體劑純級試樣標準醫藥農"
    "獸無結內類稱製藍綠紅濃號產業鹵環鏈膽維嗎羅賽託諾蘭達爾倫侖側烴縮醣麥龍亞聯總進幾蘇樂馬來貝頭頂鬆鎮靜"
    "溫濕開關麗專衛寧飛納爲為還濾壓電鋼塊腦臘蠟樹膠漿錠顆傳變態鈾鉍銻鎘鎢鉬釩鍶錯甙滅蟲殺麴噴塗層熱穩線蘋"
    "檸穀碩術國東廠貨噸銷買賣價質飽與並從個裝運鑑恆燒鹹優華聖約縫歐鋯獨屬"
)
_SIMPLE: Final = (
    "盐碱碱黄酰钾钠钙镁铁铜锌铝银铅锡铬锰镍钴钛钡锂铵氢气磷羟双对邻间异单过伪伪顺导体剂纯级试样标准医药农"
    "兽无结内类称制蓝绿红浓号产业卤环链胆维吗罗赛托诺兰达尔伦仑侧烃缩糖麦龙亚联总进几苏乐马来贝头顶松镇静"
    "温湿开关丽专卫宁飞纳为为还滤压电钢块脑腊蜡树胶浆锭颗传变态铀铋锑镉钨钼钒锶错苷灭虫杀曲喷涂层热稳线苹"
    "柠谷硕术国东厂货吨销买卖价质饱与并从个装运鉴恒烧咸优华圣约缝欧锆独属"
)

SIMPLIFIED: Final[dict[str, str]] = dict(zip(_TRADITIONAL, _SIMPLE, strict=True))
"""Traditional character -> simplified character."""
