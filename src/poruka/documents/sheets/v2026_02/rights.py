"""What the person may do: refuse, ask a lawyer, withdraw, complain, know who sees their data."""

from poruka.documents.sheets.kinds import Line, Section
from poruka.law.text import Text

REFUSAL = Section(
    "refusal",
    Text("Ви можете відмовитися", "You may refuse"),
    (
        Line(
            Text(
                "Подавати заяву Ви не зобов’язані. Без Вашого бажання звільнити Вас за цією статтею не можна.",
                "You have no duty to apply. Without your wish you cannot be released under this article.",
            ),
            "КК 81-1(2); КВК 154-1(2)",
        ),
        Line(
            Text(
                "Відмова нічого не змінює: ні умов тримання, ні роботи, ні звичайного умовно-дострокового звільнення. Ті,"
                " хто про це вирішує, її не бачать.",
                "A refusal changes nothing: not your regime, your work or ordinary parole. Those who decide on these do not"
                " see it.",
            ),
            "",
            "house",
        ),
        Line(
            Text(
                "Медичний огляд – лише за Вашою згодою.",
                "A medical examination takes place only with your consent.",
            ),
            "КВК 8(1)",
        ),
        Line(
            Text(
                "Можна сказати «не зараз» і подати заяву пізніше.",
                "You may say “not now” and apply later.",
            ),
            "",
            "house",
        ),
    ),
    (
        Text("Ви можете сказати «ні». За це нічого не буде.", "You can say no. Nothing will happen to you for it."),
        Text("Можна сказати «не зараз».", "You can say “not now”."),
    ),
)

LAWYER = Section(
    "lawyer",
    Text("Право на адвоката", "Right to a lawyer"),
    (
        Line(
            Text(
                "Ви маєте право на безоплатну правничу допомогу: захист, представництво, складання документів.",
                "You have the right to free legal aid: defence, representation, drafting of documents.",
            ),
            "Закон 3460-VI 14(1)(9)",
        ),
        Line(
            Text(
                "Центр правничої допомоги вирішує до 10 робочих днів, а деякі строки у справі – 24 години. Просіть адвоката"
                " заздалегідь.",
                "The legal aid centre takes up to 10 working days, while some limits in the case are 24 hours. Ask for a"
                " lawyer early.",
            ),
            "Закон 3460-VI 19(1); КВК 154-1(4), (5)",
        ),
        Line(
            Text(
                "З адвокатом можна бачитися наодинці будь-якого дня з 8:00 до 20:00, скільки разів потрібно. Про візит у"
                " вихідний адвокат письмово попереджає за 24 години.",
                "You may see a lawyer in private on any day from 8:00 to 20:00, as often as needed. For a weekend the lawyer"
                " gives written notice 24 hours before.",
            ),
            "КВК 8(2), 110(3)",
        ),
        Line(
            Text(
                "До згоди Вам мають запропонувати розмову наодинці з адвокатом або спостерігачем.",
                "Before you consent you must be offered a private conversation with a lawyer or a monitor.",
            ),
            "",
            "house",
        ),
    ),
    (
        Text("Адвокат для Вас безоплатний. Просіть його заздалегідь.", "A lawyer is free for you. Ask for one early."),
        Text("З адвокатом Ви говорите наодинці.", "You speak with the lawyer in private."),
    ),
)

WITHDRAWAL = Section(
    "withdrawal",
    Text("Ви можете передумати", "You may change your mind"),
    (
        Line(
            Text(
                "Після цієї пам’ятки Ви маєте щонайменше 72 години на роздуми. Скоротити їх можете лише Ви самі, письмово.",
                "After this sheet you have at least 72 hours to think. Only you yourself can shorten them, in writing.",
            ),
            "",
            "house",
        ),
        Line(
            Text(
                "Заяву можна відкликати в будь-який момент, доки ухвала не набрала законної сили: одним кроком, без"
                " пояснень, без наслідків. Статті про відкликання в законі немає; ми виводимо це з того, що Ваше бажання є"
                " умовою звільнення.",
                "The application can be withdrawn at any moment until the ruling is in force: in one step, with no reasons"
                " and no consequences. The law has no article on withdrawal; we infer it because your wish is a condition of"
                " release.",
            ),
            "КК 81-1(2); КВК 154-1",
            "our_reading",
        ),
        Line(
            Text(
                "Якщо суд через це відмовить, нове клопотання можливе не раніше ніж через три місяці.",
                "If the court then refuses, a new motion is possible only three months later.",
            ),
            "КПК 539(7)",
        ),
        Line(
            Text(
                "Коли ухвалу оголошено, але вона ще не набрала законної сили, зупинити її можна апеляцією: на це є 7 днів.",
                "When the ruling is announced but not yet in force, an appeal stops it: there are 7 days for that.",
            ),
            "КПК 395(2)(2), 532, 539(6)",
            "our_reading",
        ),
        Line(
            Text(
                "Після набрання законної сили відкликати заяву вже не можна: ухилення від контракту є злочином.",
                "Once the ruling is in force the application can no longer be withdrawn: evading the contract is a crime.",
            ),
            "КК 336-2",
        ),
    ),
    (
        Text("У Вас є 72 години, щоб подумати.", "You have 72 hours to think."),
        Text(
            "Доки ухвала суду не набрала законної сили, заяву можна забрати. Пояснювати не треба.",
            "Until the court’s ruling is in force you can take the application back. You need not explain.",
        ),
        Text("Потім забрати її вже не можна.", "After that you can no longer take it back."),
    ),
)

COMPLAINT = Section(
    "complaint",
    Text("Куди скаржитися", "Where to complain"),
    (
        Line(
            Text(
                "Установа не розглядає заяви або не подає клопотання: до суду, прокурора, Уповноваженого Верховної Ради з"
                " прав людини.",
                "The institution does not deal with the application or does not petition: the court, the prosecutor, the"
                " Ombudsman.",
            ),
            "КПК 537(1)(13-1), 539(9); КВК 8(1), 22",
        ),
        Line(
            Text(
                "Листи установа приймає під розписку і надсилає за 3 дні, а у випадках, названих законом, за добу.",
                "The institution takes letters against a receipt and sends them within 3 days, or one day where the law"
                " says so.",
            ),
            "КВК 8(1)",
        ),
        Line(
            Text(
                "Суд відмовив: апеляція за 7 днів.",
                "The court refused: appeal within 7 days.",
            ),
            "КПК 395(2)(2)",
        ),
        Line(
            Text(
                "У частині: Військовий омбудсман. Відповідає за 10 робочих днів, а коли є загроза життю чи здоров’ю, за 3.",
                "In the unit: the Military Ombudsman, who answers in 10 working days, or in 3 if life or health is at risk.",
            ),
            "Закон 4603-IX 12, 13",
        ),
    ),
    (
        Text(
            "Якщо щось не так, пишіть прокуророві, Уповноваженому або до суду.",
            "If something is wrong, write to the prosecutor, the Ombudsman or the court.",
        ),
        Text("Служите – пишіть Військовому омбудсману.", "In service, write to the Military Ombudsman."),
    ),
)

DATA = Section(
    "data",
    Text("Хто бачить відомості про Вас", "Who sees your data"),
    (
        Line(
            Text(
                "Стан здоров’я бачать лише комісія і Ви. Решта бачить одне слово: придатний чи ні, і до якого дня.",
                "Your health is seen by the commission and by you. The rest see one word, fit or not, and until when.",
            ),
            "Закон 2801-XII 39-1, 40",
        ),
        Line(
            Text(
                "Частина дізнається про Вас лише тоді, коли Ви на це погодилися. За що Вас засуджено, їй не показують.",
                "A unit learns of you only when you have agreed to it. What you were convicted of is not shown to it.",
            ),
            "",
            "house",
        ),
        Line(
            Text(
                "Ви можете побачити свою справу, просити виправити помилку, дізнатися, хто її дивився, і просити, щоб"
                " обчислене перевірила людина.",
                "You may see your case, ask to have a mistake corrected, learn who has looked at it, and ask a person to"
                " check what was computed.",
            ),
            "Закон 2297-VI 8(2), 12",
        ),
    ),
    (
        Text("Ваше здоров’я – таємниця лікарів і Ваша.", "Your health is between you and the doctors."),
        Text("Частина бачить Вас лише за Вашою згодою.", "A unit sees you only if you agree."),
    ),
)

SECTIONS = (REFUSAL, LAWYER, WITHDRAWAL, COMPLAINT, DATA)
