"""The questions the law leaves open (law.md section 7), and the readings an office can adopt.

A question with readings is wired to a condition. It starts either ``open`` (every answer that depends on it is
*cannot tell*) or from a default reading, which the manual names; the rest are listed so that nobody takes silence for law.
"""

from poruka.law.engine.book import Question, Reading
from poruka.law.text import Text

QUESTIONS: tuple[Question, ...] = (
    Question(
        "stage-of-offence",
        "7-05",
        Text(
            "Чи виключають звільнення замах, готування і співучасть у правопорушенні з переліку?",
            "Do attempt, preparation and complicity in an excluded offence shut the route?",
        ),
        (
            Reading(
                "covered",
                Text(
                    "Так: кваліфікація йде за тією самою статтею (КК 16, 29).",
                    "Yes: they are qualified under the same article (КК 16, 29).",
                ),
            ),
            Reading(
                "not-covered",
                Text("Ні: закон каже лише «за вчинення».", "No: the law speaks only of committing the offence."),
            ),
        ),
    ),
    Question(
        "citizenship",
        "C-19",
        Text(
            "Чи може бути звільнений іноземець або особа без громадянства?",
            "Can a foreigner or a stateless person be released?",
        ),
        (
            Reading(
                "citizens-only",
                Text("Ні: служать громадяни (Закон 2232-XII 4(1), 20).", "No: citizens serve (Law 2232-XII 4(1), 20)."),
            ),
            Reading(
                "anyone",
                Text("Так: стаття 81-1 громадянства не вимагає.", "Yes: Article 81-1 asks for no citizenship."),
            ),
        ),
    ),
    Question(
        "code-1960",
        "R16",
        Text(
            "Чи входять до переліку відповідні статті Кримінального кодексу 1960 року? Таблиці відповідності статей у системі немає.",
            "Do the matching articles of the 1960 Criminal Code count? No concordance of articles is on file.",
        ),
        (
            Reading(
                "covered",
                Text(
                    "Так: кожне засудження за Кодексом 1960 року вважати таким, що входить до переліку.",
                    "Yes: treat every conviction under the 1960 Code as one of the list.",
                ),
            ),
            Reading(
                "not-covered",
                Text(
                    "Ні: перелік називає лише статті чинного Кодексу.",
                    "No: the list names only articles of the Code in force.",
                ),
            ),
        ),
    ),
    Question(
        "two-murders",
        "7-06",
        Text(
            "Чи є два окремі вбивства вбивством «двох або більше осіб»?",
            "Are two separate murders the murder of “two or more persons”?",
        ),
        (
            Reading(
                "item-1-only", Text("Ні: лише пункт 1 частини 2 статті 115.", "No: only item 1 of Article 115, part 2.")
            ),
            Reading(
                "any-two-victims",
                Text(
                    "Так: будь-які дві жертви, зокрема повторне вбивство (пункт 13).",
                    "Yes: any two victims, a repeated murder (item 13) included.",
                ),
            ),
        ),
        default="item-1-only",
        basis=Text(
            "За буквою статті 115(2) пункт 13 – окрема ознака.",
            "By the letter of Article 115(2), item 13 is a separate feature.",
        ),
    ),
    Question(
        "responsible-office",
        "7-07",
        Text(
            "За яке правопорушення має бути засуджена службова особа, яка займала особливо відповідальне становище?",
            "For which offence must an official who held an especially responsible position have been convicted?",
        ),
        (
            Reading(
                "any-offence",
                Text("За будь-яке, вчинене на посаді (так у КПК 616).", "Any, committed while in office (so КПК 616)."),
            ),
            Reading("corruption-only", Text("Лише за корупційне.", "A corruption offence only.")),
        ),
        default="any-offence",
        basis=Text("Стаття 81-1 не обмежує вид правопорушення.", "Article 81-1 does not limit the kind of offence."),
    ),
    Question(
        "range-109-114-2",
        "7-01",
        Text(
            "«Статті 109, 114-2» у пресі – це діапазон 109–114-2.",
            "“Article 109, 114-2” in the press is the range 109 to 114-2.",
        ),
        status="resolved",
    ),
    Question(
        "three-years",
        "7-02",
        Text(
            "«Три роки» – це час до граничного віку, а не залишок строку покарання.",
            "“Three years” is the time left to the age limit, not the unserved term.",
        ),
        status="resolved",
    ),
    Question(
        "leave",
        "7-03",
        Text(
            "Щорічної відпустки немає; за сімейними та іншими поважними причинами – до 10 днів.",
            "No annual leave; up to 10 days for family or other valid reasons.",
        ),
        status="resolved",
    ),
    Question(
        "drug-offences",
        "7-04",
        Text("Злочини у сфері обігу наркотиків до переліку не входять.", "Drug offences are not on the list."),
        status="resolved",
    ),
    Question(
        "court-discretion",
        "7-08",
        Text(
            "Чи оцінює суд особу засудженого, чи лише формальні умови?",
            "Does the court weigh the person, or only the formal conditions?",
        ),
    ),
    Question(
        "unfit-after-release",
        "7-09",
        Text(
            "Що буде, якщо звільненого визнано непридатним або контракт не укладено не з його вини?",
            "What follows if a released person is found unfit, or no contract is made through no fault of theirs?",
        ),
    ),
    Question(
        "supervision-order",
        "7-10",
        Text(
            "Чи потрібна ухвала про адміністративний нагляд, на який строк і з якими обов’язками?",
            "Does supervision need a court order, for how long and with what duties?",
        ),
    ),
    Question(
        "supervision-breach",
        "7-11",
        Text("Чи можна застосувати статтю 395 КК до військовослужбовця?", "Does КК 395 fit a soldier?"),
    ),
    Question(
        "national-guard",
        "7-12",
        Text(
            "Чи можлива служба в Національній гвардії, якщо закон називає лише Збройні Сили?",
            "Is service in the National Guard possible when the law names only the Armed Forces?",
        ),
    ),
    Question(
        "selection-proof",
        "7-13",
        Text(
            "Чим підтвердити в суді професійно-психологічний відбір і фізичну підготовку?",
            "How are selection and physical level proved to the court?",
        ),
    ),
    Question(
        "two-24-hours",
        "7-14",
        Text(
            "Два строки по 24 години від одного моменту: як їх дотримати разом?",
            "Two 24-hour limits run from the same moment: how can both be kept?",
        ),
    ),
    Question(
        "appeal-start",
        "7-15",
        Text(
            "Сім днів на апеляцію – від оголошення чи від вручення?",
            "Do the seven days for appeal run from announcement or from service?",
        ),
    ),
    Question(
        "expungement-start",
        "7-16",
        Text(
            "Як рахувати погашення судимості, якщо додаткове покарання лишається?",
            "How is expungement counted when an additional punishment remains?",
        ),
    ),
    Question(
        "end-of-contract",
        "7-17",
        Text(
            "Коли закінчується особливий період, а з ним і контракт?",
            "When does the special period, and with it the contract, end?",
        ),
    ),
    Question(
        "age-limit-in-service",
        "7-18",
        Text(
            "Що буде, коли граничного віку досягнуто під час служби?",
            "What happens when the age limit is reached in service?",
        ),
    ),
    Question(
        "commuted-life",
        "7-19",
        Text(
            "Чи охоплює стаття довічно засуджених, яким це покарання замінено позбавленням волі на певний строк?",
            "Does the article cover life prisoners whose sentence was commuted to a term?",
        ),
    ),
    Question("victim", "7-20", Text("Чи бере потерпілий участь у розгляді?", "Does the victim take part?")),
    Question(
        "other-custody",
        "7-21",
        Text(
            "Що робити, коли засуджений водночас під вартою в іншій справі?",
            "What if the convict is also held in another case?",
        ),
    ),
    Question(
        "officials-in-press",
        "7-22",
        Text(
            "Посадовці з переліку не можуть «обміняти» покарання на службу: твердження преси хибне.",
            "Listed officials cannot exchange punishment for service: the press claim is wrong.",
        ),
        status="resolved",
    ),
    Question(
        "corruption-gap",
        "7-23",
        Text(
            "Службові особи поза підпунктом 1 і корупція, за яку передбачено до 10 років, під заборону не підпадають: це питання політики.",
            "Officials outside sub-item 1 and corruption up to 10 years are not barred: a matter of policy.",
        ),
    ),
    Question(
        "gate",
        "7-24",
        Text(
            "Подати клопотання може лише установа: повідомляють про зловживання, надійність джерела низька.",
            "Only the institution may petition: abuse is reported, by a source of low reliability.",
        ),
    ),
)
