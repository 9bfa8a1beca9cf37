"""The same said to the person it is about: "you" in place of "the person". Everybody else reads the catalogue's own words."""

from collections.abc import Mapping
from dataclasses import replace

from poruka.cases.catalogue.kinds import Field, RecordType, Stage
from poruka.cases.catalogue.wish import HOURS
from poruka.law.text import Text

STAGES: Mapping[str, Text] = {
    "informed": Text("Вас поінформовано про ваші права", "You have been told your rights"),
    "not-now": Text("Ви вирішили: не зараз", "You decided: not now"),
    "applied": Text("Ви подали заяву", "You have applied"),
    "withdrawn": Text("Ви відкликали заяву", "You have withdrawn your application"),
    "consented": Text("Ви дали згоду", "You have given your consent"),
    "examined": Text("Ви пройшли первинний огляд", "You have passed the primary examination"),
    "referred": Text("Вас направлено на ВЛК", "You have been referred to the medical board"),
    "fit": Text("Вас визнано придатним до служби", "You have been found fit for service"),
    "temporarily-unfit": Text("Вас визнано тимчасово непридатним", "You have been found temporarily unfit"),
    "unfit": Text("Вас визнано непридатним до служби", "You have been found unfit for service"),
    "offered": Text("Частина запропонувала вам посаду", "A unit has made you an offer"),
    "handed-over": Text("Вас передано Національній гвардії", "You have been handed over to the National Guard"),
    "arrived": Text("Ви прибули до центру комплектування", "You have arrived at the recruitment centre"),
    "contracted": Text("Ви уклали контракт", "You have signed the contract"),
    "training": Text("Ви проходите підготовку", "You are in training"),
    "serving": Text("Ви служите в частині", "You are serving in a unit"),
    "on-leave": Text("Ви у відпустці", "You are on leave"),
    "in-hospital": Text("Ви на лікуванні", "You are in hospital"),
    "discharged": Text("Вас звільнено зі служби", "You have been discharged"),
}
TITLES: Mapping[str, Text] = {
    "reflection-waived": Text(f"Не чекати {HOURS.uk}", f"Not wait {HOURS.en}"),
    "lawyer": Text("Назвати того, хто мені допомагає", "Name who helps me"),
    "unit-may-see": Text("Дозволити частині бачити мою справу", "Let a unit see my case"),
    "appeal": Text("Оскаржити ухвалу", "Appeal against the ruling"),
    "hearing-choice": Text("Обрати, як брати участь у засіданні", "Choose how to take part in the hearing"),
    "signature-answer": Text("Сказати, чи я відмовлявся підписати", "Say whether I refused to sign"),
    "leave-request": Text("Просити відпустку", "Ask for leave"),
    "breach-account": Text("Пояснити, що сталося", "Say what happened"),
    "breach-evidence": Text("Додати доказ", "Add evidence"),
    "breach-appeal": Text("Оскаржити рішення", "Appeal against the decision"),
}
"""What the person does, as a button says it."""
ABOUT: Mapping[str, Text] = {
    "application": Text(
        "Ваше письмове бажання проходити військову службу за контрактом. Ви одержите розписку з часом подання. Заяву"
        " можна відкликати, доки ухвала суду не набрала законної сили.",
        "Your written wish to serve under contract. You get a receipt with the time it was made. You can withdraw until"
        " the court’s ruling is in force.",
    ),
    "not-now": Text(
        "Ви не хочете подавати заяву зараз. Причину можна не називати. Ті, хто вирішує про ваш режим, роботу чи звичайне"
        " звільнення, цього не бачать. Заяву можна подати пізніше.",
        "You do not wish to apply now. You need not say why. Those who decide about your regime, work or ordinary parole"
        " do not see this. You can apply later.",
    ),
    "reflection-waived": Text(
        f"На роздуми після пам’ятки дано {HOURS.uk}. Ви можете письмово попросити не чекати. Поспішати ви не мусите.",
        f"After the sheet there are {HOURS.en} to reflect. You may ask in writing not to wait. You need not hurry.",
    ),
    "withdrawal": Text(
        "Одним кроком, без пояснень. Жодних наслідків для вас це не має.",
        "In one step, with no reason. It has no consequence for you.",
    ),
    "lawyer": Text(
        "Хто вам допомагає. З цього часу правник бачить вашу справу, крім медичної частини.",
        "Who helps you. From now on the lawyer sees your case, except its medical part.",
    ),
    "unit-may-see": Text(
        "Ви погоджуєтеся, щоб ця частина бачила вашу справу. Без вашої згоди вона її не бачить.",
        "You agree that this unit may see your case. Without your consent it does not.",
    ),
    "appeal": Text(
        "Ви не згодні з ухвалою. Скаргу подають через той самий суд за 7 днів.",
        "You disagree with the ruling. An appeal is made through the same court within 7 days.",
    ),
    "hearing-choice": Text(
        "У залі суду чи через відеозв’язок, із захисником, із перекладачем – обираєте Ви. Суд може призначити інакше, але"
        " має пояснити, чому. Вибір можна змінити до ухвали.",
        "In the courtroom or by video, with counsel, with an interpreter: you choose. The court may decide otherwise, but"
        " has to say why. You can change your choice until the ruling.",
    ),
    "signature-answer": Text(
        "У справі записано, що Ви відмовилися підписати папір. Скажіть, чи було так. Вашу відповідь бачать лише Ви, Ваш"
        " адвокат і спостерігач.",
        "The case says that you refused to sign a paper. Say whether it was so. Only you, your lawyer and the monitor see"
        " your answer.",
    ),
    "leave-request": Text(
        "Щорічної відпустки немає; за сімейними та іншими поважними причинами – до 10 днів. Відповідь має бути за 3 дні.",
        "There is no annual leave; up to 10 days for family or other valid reasons. The answer is due within 3 days.",
    ),
    "breach-account": Text(
        "Розкажіть, що сталося. Без ваших слів рішення не ухвалюють; говорити ви не зобов’язані.",
        "Say what happened. Nothing is decided before you are heard; you are not obliged to speak.",
    ),
    "breach-appeal": Text("Ви не згодні з рішенням. Поясніть, чому.", "You disagree with the decision. Say why."),
}
LABELS: Mapping[tuple[str, str], Text] = {
    ("hearing-choice", "how"): Text("як Ви хочете брати участь", "how you wish to take part"),
    ("hearing-choice", "counsel"): Text("чи потрібен Вам захисник", "whether you want counsel"),
    ("hearing-choice", "interpreter"): Text("чи потрібен Вам перекладач", "whether you want an interpreter"),
    ("not-now", "why"): Text("причина, якщо хочете її назвати", "why, if you wish to say"),
}


def said_to_person(kind: RecordType) -> RecordType:
    """The record type in words for the person."""
    return replace(
        kind,
        title=TITLES.get(kind.id, kind.title),
        about=ABOUT.get(kind.id, kind.about),
        fields=tuple(_field(kind.id, field) for field in kind.fields),
    )


def _field(type_id: str, field: Field) -> Field:
    label = LABELS.get((type_id, field.name))
    return replace(field, label=label) if label else field


def stage_for_person(stage: Stage) -> Text:
    """Where the case stands, in words for the person."""
    return STAGES.get(stage.id, stage.title)
