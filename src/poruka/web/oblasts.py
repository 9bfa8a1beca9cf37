"""The oblasts as a map of tiles: one square each, roughly where it lies. No borders are drawn, so none can be wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from poruka.law.text import Text


@dataclass(frozen=True, slots=True)
class Tile:
    """An oblast on the tile map: its names, its short names, and its column and row."""

    name: Text
    short: Text
    column: int
    row: int


OBLASTS: Mapping[str, Tile] = {
    "UA-07": Tile(Text("Волинська область", "Volyn oblast"), Text("Вол", "VO"), 2, 1),
    "UA-56": Tile(Text("Рівненська область", "Rivne oblast"), Text("Рів", "RI"), 3, 1),
    "UA-30": Tile(Text("місто Київ", "Kyiv (city)"), Text("Київ", "KY"), 5, 1),
    "UA-74": Tile(Text("Чернігівська область", "Chernihiv oblast"), Text("Чрг", "CN"), 6, 1),
    "UA-59": Tile(Text("Сумська область", "Sumy oblast"), Text("Сум", "SU"), 7, 1),
    "UA-46": Tile(Text("Львівська область", "Lviv oblast"), Text("Льв", "LV"), 1, 2),
    "UA-61": Tile(Text("Тернопільська область", "Ternopil oblast"), Text("Тер", "TE"), 2, 2),
    "UA-68": Tile(Text("Хмельницька область", "Khmelnytskyi oblast"), Text("Хмл", "KM"), 3, 2),
    "UA-18": Tile(Text("Житомирська область", "Zhytomyr oblast"), Text("Жит", "ZH"), 4, 2),
    "UA-32": Tile(Text("Київська область", "Kyiv oblast"), Text("Кив", "KO"), 5, 2),
    "UA-53": Tile(Text("Полтавська область", "Poltava oblast"), Text("Пол", "PO"), 6, 2),
    "UA-63": Tile(Text("Харківська область", "Kharkiv oblast"), Text("Хар", "KA"), 7, 2),
    "UA-09": Tile(Text("Луганська область", "Luhansk oblast"), Text("Луг", "LU"), 8, 2),
    "UA-21": Tile(Text("Закарпатська область", "Zakarpattia oblast"), Text("Зак", "ZK"), 1, 3),
    "UA-26": Tile(Text("Івано-Франківська область", "Ivano-Frankivsk oblast"), Text("ІвФ", "IF"), 2, 3),
    "UA-77": Tile(Text("Чернівецька область", "Chernivtsi oblast"), Text("Чрв", "CV"), 3, 3),
    "UA-05": Tile(Text("Вінницька область", "Vinnytsia oblast"), Text("Він", "VI"), 4, 3),
    "UA-71": Tile(Text("Черкаська область", "Cherkasy oblast"), Text("Чрк", "CK"), 5, 3),
    "UA-35": Tile(Text("Кіровоградська область", "Kirovohrad oblast"), Text("Кір", "KI"), 6, 3),
    "UA-12": Tile(Text("Дніпропетровська область", "Dnipropetrovsk oblast"), Text("Дні", "DN"), 7, 3),
    "UA-14": Tile(Text("Донецька область", "Donetsk oblast"), Text("Дон", "DO"), 8, 3),
    "UA-51": Tile(Text("Одеська область", "Odesa oblast"), Text("Оде", "OD"), 5, 4),
    "UA-48": Tile(Text("Миколаївська область", "Mykolaiv oblast"), Text("Мик", "MY"), 6, 4),
    "UA-65": Tile(Text("Херсонська область", "Kherson oblast"), Text("Хер", "KN"), 7, 4),
    "UA-23": Tile(Text("Запорізька область", "Zaporizhzhia oblast"), Text("Зап", "ZP"), 8, 4),
    "UA-40": Tile(Text("місто Севастополь", "Sevastopol (city)"), Text("Сев", "SE"), 6, 5),
    "UA-43": Tile(Text("Автономна Республіка Крим", "Autonomous Republic of Crimea"), Text("Крим", "CR"), 7, 5),
}
"""By ISO 3166-2 code, as the register has them."""

UNKNOWN = Text("область невідома", "oblast not known")
