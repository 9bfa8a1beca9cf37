"""What can follow: breach, wound and discharge, what the family is entitled to."""

from poruka.documents.sheets.kinds import Line, Section
from poruka.law.text import Text

BREACH = Section(
    "breach",
    Text("Що буде за порушення", "What follows a breach"),
    (
        Line(
            Text(
                "Якщо ухвала вже набрала законної сили, а звільнений ухиляється від укладення контракту, це злочин:"
                " позбавлення волі від 5 до 10 років.",
                "Once the ruling is in force, evading the contract is a crime: imprisonment for 5 to 10 years.",
            ),
            "КК 336-2",
        ),
        Line(
            Text(
                "Після контракту, під час воєнного стану: непокора – від 5 до 10 років; самовільне залишення частини понад"
                " три доби – від 5 до 10 років; дезертирство – від 5 до 12 років.",
                "After the contract, under martial law: disobedience, 5 to 10 years; absence without leave for over three"
                " days, 5 to 10 years; desertion, 5 to 12 years.",
            ),
            "КК 402, 407(5), 408(4)",
        ),
        Line(
            Text(
                "Якщо до дня, коли закінчився б Ваш строк, вчинено нове кримінальне правопорушення, навіть проступок, суд"
                " додає до нового покарання невідбуту частину старого, всю або не всю. Разом – не більше 15 років, а якщо"
                " одне з правопорушень є особливо тяжким злочином, не більше 25.",
                "If a new offence, even a misdemeanour, is committed before the day your sentence would have ended, the"
                " court adds the unserved part to the new punishment, in full or in part. Together no more than 15 years,"
                " or 25 if one of the offences is especially grave.",
            ),
            "КК 81-1(3), 71, 72",
        ),
        Line(
            Text(
                "Повернути Вас до установи лише за погану поведінку або за порушення нагляду закон не дозволяє.",
                "The law does not allow you to be sent back for bad conduct or a breach of supervision alone.",
            ),
            "КК 81-1; КПК 537, 539",
            "our_reading",
        ),
        Line(
            Text(
                "Командир здійснює за Вами адміністративний нагляд. Обов’язків і строку закон не називає; суди, за"
                " повідомленнями, встановлюють один рік.",
                "The commander keeps you under administrative supervision. The law names neither duties nor a term; courts"
                " are reported to set one year.",
            ),
            "Закон 264/94 3, 7-1; питання 7-10",
        ),
    ),
    (
        Text(
            "Після набрання ухвалою законної сили відмовитися від контракту не можна: це злочин, від 5 до 10 років.",
            "Once the ruling is in force you cannot refuse the contract: it is a crime, 5 to 10 years.",
        ),
        Text(
            "Піти зі служби самому не можна: це теж злочин.",
            "You cannot leave the service on your own: that is a crime too.",
        ),
        Text(
            "За новий злочин додадуть і решту старого строку.",
            "For a new crime the rest of the old sentence is added.",
        ),
    ),
)

WOUND = Section(
    "wound-and-discharge",
    Text("Поранення і звільнення зі служби", "Wound and discharge"),
    (
        Line(
            Text(
                "Зі служби звільняють лише з трьох підстав: непридатність за висновком військово-лікарської комісії; новий"
                " вирок до позбавлення або обмеження волі; закінчення особливого періоду або оголошена демобілізація.",
                "There are only three grounds of discharge: found unfit by the military medical commission; a new conviction"
                " with imprisonment or restriction of liberty; the end of the special period or announced demobilisation.",
            ),
            "Закон 2232-XII 21-7, 26(7)",
        ),
        Line(
            Text(
                "Поранення саме по собі служби не закінчує. Не є підставою й кінець строку покарання, сімейні обставини,"
                " вік, власне бажання, полон.",
                "A wound in itself does not end the service. Nor does the end of the sentence, family circumstances, age,"
                " one’s own wish or captivity.",
            ),
            "Закон 2232-XII 26(7)",
            "our_reading",
        ),
        Line(
            Text(
                "Якщо комісія визнала Вас непридатним, контракт закінчується. Повернення до установи закон не передбачає,"
                " але це питання спірне.",
                "If the commission finds you unfit, the contract ends. The law provides for no return to the institution,"
                " but the question is disputed.",
            ),
            "Закон 2232-XII 26(7); питання 7-09",
            "our_reading",
        ),
        Line(
            Text(
                "Після звільнення зі служби треба за 5 днів прийти до центру комплектування.",
                "After discharge you must report to the recruitment centre within 5 days.",
            ),
            "Закон 2232-XII 26(11)",
        ),
    ),
    (
        Text(
            "Зі служби відпускають, якщо лікарі визнали непридатним, якщо є новий вирок або якщо скінчився особливий період.",
            "You leave the service if doctors find you unfit, if there is a new conviction, or if the special period ends.",
        ),
        Text("Саме поранення служби не закінчує.", "A wound alone does not end the service."),
    ),
)

FAMILY = Section(
    "family",
    Text("Ваша сім’я", "Your family"),
    (
        Line(
            Text(
                "Виплати в разі загибелі або інвалідності – за загальними правилами. Відмовити можуть лише тоді, коли"
                " причиною стали власне правопорушення, сп’яніння, навмисне ушкодження себе або неправдиві відомості.",
                "Payments on death or disability follow the general rules. They can be refused only where the cause was"
                " one’s own offence, intoxication, deliberate self-harm, or where false data were given.",
            ),
            "Закон 2011-XII 16, 16-4",
        ),
        Line(
            Text(
                "Заборони одержати статус учасника бойових дій через такий контракт ми не знайшли.",
                "We found no bar to the status of combatant because of such a contract.",
            ),
            "Закон 3551-XII",
            "our_reading",
        ),
        Line(
            Text(
                "Назвіть, кого з рідних повідомляти. Про поранення, зникнення, полон або смерть частина має сказати їм за"
                " 24 години.",
                "Say whom of your family to tell. The unit is to tell them of a wound, disappearance, captivity or death"
                " within 24 hours.",
            ),
            "",
            "house",
        ),
        Line(
            Text(
                "Вагітність або догляд за дитиною – підстава розглянути переведення чи інше рішення, а не порушення.",
                "Pregnancy or child care is a ground to consider a transfer or another decision, not a breach.",
            ),
            "",
            "house",
        ),
    ),
    (
        Text(
            "Якщо Ви загинете або станете інвалідом, рідним чи Вам платять, як і іншим.",
            "If you die or are disabled, your family or you are paid as others are.",
        ),
        Text("Скажіть, кому з рідних повідомляти про Вас.", "Say whom in your family to tell about you."),
    ),
)

SECTIONS = (BREACH, WOUND, FAMILY)
