"""What release under Article 81-1 is, and the terms of the service that follows."""

from poruka.documents.sheets.kinds import Line, Section
from poruka.law.text import Text

WHAT = Section(
    "what-it-is",
    Text("Що це таке", "What this is"),
    (
        Line(
            Text(
                "Під час мобілізації або воєнного стану суд може звільнити від дальшого відбування покарання того, хто сам"
                " захотів служити за контрактом. Суд може і відмовити.",
                "During mobilisation or martial law a court may release from the rest of the sentence somebody who"
                " themselves wishes to serve under contract. The court may also refuse.",
            ),
            "КК 81-1(1), (2)",
        ),
        Line(
            Text(
                "Клопотання до суду подає лише установа, у якій Ви відбуваєте покарання.",
                "Only the institution where you serve your sentence can petition the court.",
            ),
            "КПК 539(1); КВК 154-1(5)",
        ),
        Line(
            Text(
                "Звільняють лише від основного покарання. Додаткове (наприклад, заборона керувати транспортом) лишається.",
                "The release is from the main punishment only. An additional one (a driving ban, for example) stays.",
            ),
            "КК 81-1(1)",
        ),
        Line(
            Text(
                "Судимість не зникає: строк, після якого вона погашається, починають рахувати від дня звільнення.",
                "The criminal record does not disappear: the time after which it ends is counted from the release.",
            ),
            "КК 89, 90(3)",
            "our_reading",
        ),
    ),
    (
        Text(
            "Суд може відпустити Вас служити за контрактом, якщо Ви самі цього хочете.",
            "A court may let you go to serve under contract, if you want this yourself.",
        ),
        Text("Суд може відмовити. Судимість лишається.", "The court may say no. Your criminal record stays."),
    ),
)

CONTRACT_END = Section(
    "contract-end",
    Text("Коли закінчується контракт", "When the contract ends"),
    (
        Line(
            Text(
                "Контракт діє до закінчення особливого періоду. Дати закінчення ніхто не знає. Випробувального строку"
                " немає.",
                "The contract runs to the end of the special period. Nobody knows the date. There is no probation.",
            ),
            "Закон 2232-XII 21-6(1), (2)",
        ),
        Line(
            Text(
                "Який строк покарання лишився, значення не має: служба може тривати довше за нього.",
                "How much of the sentence was left does not matter: service can last longer than that.",
            ),
            "Закон 2232-XII 21-6(2)",
            "our_reading",
        ),
        Line(
            Text(
                "Особливий період може тривати й після боїв: закони описують його кінець по-різному.",
                "The special period can go on after the fighting: the laws describe its end in different ways.",
            ),
            "Закони 3543-XII, 1932-XII; питання 7-17",
            "our_reading",
        ),
    ),
    (
        Text("Служити треба, доки не закінчиться особливий період.", "You serve until the special period is over."),
        Text(
            "Дати кінця немає. Це може бути довше за Ваш строк.",
            "There is no end date. It can be longer than your sentence.",
        ),
    ),
)

LEAVE = Section(
    "leave",
    Text("Відпустка", "Leave"),
    (
        Line(
            Text("Щорічної відпустки немає.", "There is no annual leave."),
            "Закон 2011-XII 10-1(24)",
        ),
        Line(
            Text(
                "Через сімейні обставини або з іншої поважної причини відпустку можуть надати, але не більш як на"
                " 10 календарних днів. Можуть і відмовити.",
                "For family or another valid reason leave may be given, for no more than 10 calendar days. It may also be"
                " refused.",
            ),
            "Закон 2011-XII 10-1(24)",
        ),
        Line(
            Text(
                "Чи дають відпустку після поранення або полону, закон для таких контрактів прямо не каже: він забороняє"
                " лише щорічну.",
                "Whether leave is given after a wound or captivity, the law does not say for these contracts: it rules out"
                " only annual leave.",
            ),
            "Закон 2011-XII 10-1(19), (23), (24)",
            "our_reading",
        ),
    ),
    (
        Text("Щорічної відпустки немає.", "There is no yearly leave."),
        Text(
            "Якщо є поважна причина, можна просити до 10 днів. Можуть відмовити.",
            "With a good reason you can ask for up to 10 days. They may say no.",
        ),
    ),
)

UNIT = Section(
    "unit-and-post",
    Text("Де і ким служити", "Where you serve, and as what"),
    (
        Line(
            Text(
                "Служать лише у спеціалізованих підрозділах військових частин Збройних Сил.",
                "Service is only in specialised sub-units of the Armed Forces.",
            ),
            "Закон 2232-XII 21-5(1), 21-6(3)",
        ),
        Line(
            Text(
                "Перевести можуть лише до іншого такого підрозділу.",
                "A transfer can only be to another such sub-unit.",
            ),
            "Закон 2232-XII 21-6(3)",
            "our_reading",
        ),
        Line(
            Text(
                "Посада залежить від військового звання, записаного в обліку. Перелік посад затверджує Генеральний штаб;"
                " цього переліку в нас немає.",
                "The post depends on the military rank on your record. The General Staff sets the list of posts; we do not"
                " have that list.",
            ),
            "Закон 2232-XII 21-5(1)",
            "not_on_file",
        ),
        Line(
            Text(
                "Повідомляють, що майже всі посади – стрілецькі; медиків, кухарів і водіїв беруть мало.",
                "Almost all posts are reported to be rifle posts; few are taken as medics, cooks or drivers.",
            ),
            "",
            "reported",
        ),
        Line(
            Text(
                "Частина має сказати Вам, який це підрозділ, яка посада, яка підготовка. Сказане записують, і потім його"
                " можна порівняти з тим, що сталося.",
                "The unit must tell you which sub-unit, which post and which training. It is written down and can later be"
                " compared with what happened.",
            ),
            "",
            "house",
        ),
    ),
    (
        Text(
            "Ви служитимете в особливому підрозділі. Найчастіше – стрільцем.",
            "You will serve in a special sub-unit, mostly as a rifleman.",
        ),
        Text(
            "Спитайте частину, ким Ви будете. Відповідь запишуть.",
            "Ask the unit what you will be. The answer is written down.",
        ),
    ),
)

TRAINING = Section(
    "training",
    Text("Підготовка", "Training"),
    (
        Line(
            Text(
                "Скільки триває підготовка, в тих нормах, які ми маємо, не сказано.",
                "How long training lasts is not said in the rules that we have.",
            ),
            "Закон 2232-XII 21-5, 21-6",
            "not_on_file",
        ),
        Line(
            Text(
                "Частини в різний час називали від 21 до 40 днів. Спитайте частину до того, як дати згоду.",
                "At different times units have spoken of 21 to 40 days. Ask the unit before you consent.",
            ),
            "",
            "reported",
        ),
    ),
    (
        Text("Твердого строку навчання немає.", "There is no fixed length of training."),
        Text("Спитайте частину, скільки днів Вас навчатимуть.", "Ask the unit how many days you will be trained."),
    ),
)

PAY = Section(
    "pay",
    Text("Гроші", "Pay"),
    (
        Line(
            Text(
                "Платять так само, як іншим, хто служить за контрактом: меншої оплати для Вас закон не передбачає.",
                "The pay is that of others who serve under contract: the law sets no lower pay for you.",
            ),
            "Закон 2011-XII 9, 9-2",
            "our_reading",
        ),
        Line(
            Text(
                "Скільки саме, залежить від посади, звання і часу в боях. Суму спитайте в частини.",
                "How much depends on the post, the rank and the time in combat. Ask the unit for the amount.",
            ),
            "Закон 2011-XII 9",
            "our_reading",
        ),
    ),
    (
        Text("Платять стільки, скільки й іншим за контрактом.", "You are paid as others under contract are."),
        Text("Суму спитайте в частини.", "Ask the unit how much."),
    ),
)

SECTIONS = (WHAT, CONTRACT_END, LEAVE, UNIT, TRAINING, PAY)
