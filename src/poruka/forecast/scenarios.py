"""What if something were done differently from now on: four knobs, each a multiple or a number of people. Pure."""

from dataclasses import dataclass

from poruka.forecast.refusals import ForecastRefused
from poruka.law.text import Text

LEAST, MOST = 0.1, 10.0
MOST_MORE = 1_000_000
KNOBS = {
    "boards": Text("Швидкість підготовки і ВЛК", "Speed of preparation and medical boards"),
    "courts": Text("Швидкість судів", "Speed of the courts"),
    "pace": Text("Темп подання заяв", "Pace of applications"),
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """``boards``, ``courts`` and ``pace`` multiply a speed: 2 is twice as fast. ``stock``: people more or fewer who may
    apply, such as a draft amendment would bring. All count from the last day anything was counted."""

    boards: float = 1.0
    courts: float = 1.0
    pace: float = 1.0
    stock: float = 0.0

    def __post_init__(self) -> None:
        for name, title in KNOBS.items():
            value = getattr(self, name)
            if not LEAST <= value <= MOST:
                raise ForecastRefused(
                    f"«{title.uk}»: {value:g} поза межами. Задайте від {LEAST:g} до {MOST:g}; 1 – як нині.",
                    f"“{title.en}”: {value:g} is out of range. Give {LEAST:g} to {MOST:g}; 1 is as now.",
                )

        if not abs(self.stock) <= MOST_MORE:
            raise ForecastRefused(
                f"На {self.stock:g} осіб більше чи менше – поза межами. Задайте від -{MOST_MORE} до {MOST_MORE}.",
                f"{self.stock:g} people more or fewer is out of range. Give -{MOST_MORE} to {MOST_MORE}.",
            )

    @property
    def changes_nothing(self) -> bool:
        return self == AS_IT_IS


AS_IT_IS = Scenario()
