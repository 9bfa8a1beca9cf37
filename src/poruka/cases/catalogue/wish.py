"""Information and wish: from the recruiter's visit to a consent that can be withdrawn."""

from poruka.access import roles
from poruka.cases.catalogue.common import LANGUAGE, NOTE, SHEET_VERSION, UNIT, WITNESS, choices
from poruka.cases.catalogue.kinds import Bars, Clock, Field, Needs, NotBefore, Reaches, RecordType
from poruka.law.calendar import TimeLimit
from poruka.law.text import Text

REFLECTION_HOURS = 72
"""How long a person may think between the sheet and the consent.

No law sets it. It is a rule of the house, from requirement R03: three whole days, enough for a visit, a telephone call
or a lawyer. It is named here and nowhere else; every text and every check takes it from here.
"""
HOURS = Text(f"{REFLECTION_HOURS} години", f"{REFLECTION_HOURS} hours")
REFLECTION = TimeLimit(
    REFLECTION_HOURS,
    "hours",
    "R03; правило дому",
    Text(f"{HOURS.uk} на роздуми після пам’ятки", f"{HOURS.en} to reflect after the information sheet"),
)
EXAMINE = TimeLimit(
    10,
    "days",
    "КВК 154-1(2): «невідкладно»; строк – правило дому",
    Text("первинний огляд – за 10 днів від заяви", "primary examination within 10 days of the application"),
)

IN_FORCE = Text(
    "Ухвала набрала законної сили: відкликати заяву вже не можна.",
    "The ruling is in force: the application can no longer be withdrawn.",
)
WITHDRAWN = Text("Заяву відкликано.", "The application was withdrawn.")

VISIT = RecordType(
    "recruiter-visit",
    "wish",
    Text("Візит представника частини", "Recruiter's visit"),
    Text(
        "Хто від якої частини приїздив, що розповів і яку пам’ятку роздав.",
        "Who came from which unit, what was said and which sheet was handed out.",
    ),
    "КВК 8(1)",
    (roles.OFFICER, roles.UNIT),
    (
        UNIT,
        Field("speakers", "text", Text("хто виступав", "who spoke")),
        SHEET_VERSION,
        NOTE,
    ),
    repeats=True,
)

INFORMATION = RecordType(
    "information-given",
    "wish",
    Text("Інформування особи", "Information given"),
    Text(
        "Особі видано пам’ятку, пояснено її права і запропоновано зустріч з адвокатом або спостерігачем.",
        "The person was given the sheet, had their rights explained and was offered a lawyer or a monitor.",
    ),
    "КВК 8(1); R01–R03, R05",
    (roles.OFFICER, roles.LAWYER, roles.MONITOR),
    (
        SHEET_VERSION,
        LANGUAGE,
        Field("lawyer_offered", "yes_no", Text("запропоновано адвоката або спостерігача", "lawyer or monitor offered")),
        Field(
            "lawyer_taken",
            "choice",
            Text("чи скористалася особа", "whether it was taken"),
            choices=choices(
                taken=("так", "yes"), declined=("ні, відмовилася", "no, declined"), later=("пізніше", "later")
            ),
        ),
    ),
    reaches=(Reaches("informed", only_from=("opened", "informed", "not-now", "withdrawn")),),
    expected=True,
    repeats=True,
    paper="information-sheet",
)

APPLICATION = RecordType(
    "application",
    "wish",
    Text("Заява засудженого", "Application"),
    Text(
        "Письмове бажання проходити військову службу за контрактом. Особа одержує розписку з часом подання.",
        "The written wish to serve under contract. The person keeps a receipt with the time it was made.",
    ),
    "КК 81-1(2); КВК 154-1(2), (5)",
    (roles.PERSON, roles.OFFICER, roles.LAWYER, roles.MONITOR),
    (
        Field(
            "handed_in",
            "choice",
            Text("як подано", "how it was handed in"),
            choices=choices(
                paper=("на папері", "on paper"),
                kiosk=("через кіоск", "at a kiosk"),
                lawyer=("через адвоката", "through a lawyer"),
            ),
        ),
        Field("paper_number", "text", Text("номер паперової заяви", "number of the paper"), required=False),
    ),
    after=(Needs("information-given"),),
    reaches=(Reaches("applied"),),
    starts=(
        Clock(
            "primary-examination",
            EXAMINE,
            roles.OFFICER,
            ("primary-examination", "withdrawal"),
            Text("Організувати первинний медичний огляд", "Organise the primary medical examination"),
            statutory=False,
        ),
    ),
    again_after=("withdrawal",),
    again_where=(
        Needs("primary-examination", "result", ("negative",)),
        Needs("preliminary-review", "result", ("not-supported",)),
        Needs("medical-conclusion", "outcome", ("unfit", "temporarily-unfit")),
        Needs("commander-consent", "consents", (False,)),
        Needs("institution-decision", "decision", ("not-present",)),
        Needs("ruling", "outcome", ("refused",)),
        Needs("appeal-result", "outcome", ("refused",)),
    ),
    paper="application",
)

NOT_NOW = RecordType(
    "not-now",
    "wish",
    Text("«Не зараз»", "“Not now”"),
    Text(
        "Особа не хоче подавати заяву зараз. Причину називає, якщо бажає; ті, хто вирішує про неї, цього не бачать.",
        "The person does not wish to apply now. They may say why; those who decide about them do not see it.",
    ),
    "R04, R06",
    (roles.PERSON, roles.LAWYER, roles.MONITOR),
    (
        Field(
            "why",
            "choices",
            Text("причина, якщо особа хоче її назвати", "why, if the person wishes to say"),
            required=False,
            choices=choices(
                no_home_leave=("немає відпустки додому", "no home leave"),
                no_end_date=("немає дати закінчення служби", "no end date"),
                family=("сім’я", "family"),
                health=("здоров’я", "health"),
                sentence_ends_soon=("строк покарання скоро закінчується", "the sentence ends soon"),
                conscience=("переконання", "conscience"),
                other=("інше", "other"),
            ),
        ),
    ),
    after=(
        Bars(
            "application",
            Text(
                "Є заява. Щоб зупинитися, її можна відкликати.",
                "There is an application. To stop, it can be withdrawn.",
            ),
            lifted_by=("withdrawal", "ruling"),
        ),
    ),
    reaches=(Reaches("not-now"),),
    sees="person",
    repeats=True,
)

WAIVER = RecordType(
    "reflection-waived",
    "wish",
    Text("Відмова від часу на роздуми", "Reflection time waived"),
    Text(f"Особа сама письмово просить не чекати {HOURS.uk}.", f"The person asks in writing not to wait {HOURS.en}."),
    "R03",
    (roles.PERSON, roles.LAWYER, roles.MONITOR),
    (WITNESS,),
    after=(Needs("information-given"),),
    again_after=("withdrawal",),
)

CONSENT = RecordType(
    "consent",
    "wish",
    Text("Згода", "Consent"),
    Text(
        "Згоду приймає той, хто не вербує і не вирішує, наодинці з особою. Це окремий документ від заяви.",
        "Consent is taken by somebody who neither recruits nor decides, in private. It is separate from the application.",
    ),
    "R01, R03, R05",
    (roles.LAWYER, roles.MONITOR),
    (
        SHEET_VERSION,
        LANGUAGE,
        Field("place", "text", Text("місце", "place")),
        WITNESS,
        Field("private_talk", "yes_no", Text("розмова наодинці відбулася", "a private conversation took place")),
    ),
    after=(
        Needs("application", since=("withdrawal",)),
        NotBefore(
            "information-given",
            REFLECTION,
            Text(
                f"Ще не минуло {HOURS.uk} від вручення пам’ятки, і особа не відмовилася від цього часу письмово.",
                f"{HOURS.en} have not passed since the sheet was given, and the person has not waived them in writing.",
            ),
            waived_by="reflection-waived",
        ),
    ),
    reaches=(Reaches("consented", only_from=("applied",)),),
    expected=True,
    again_after=("withdrawal", "application"),
    paper="consent",
    not_by_maker_of=("recruiter-visit", "institution-decision", "preliminary-review"),
)

WITHDRAWAL = RecordType(
    "withdrawal",
    "wish",
    Text("Відкликання заяви", "Withdrawal"),
    Text(
        "Одним кроком, без пояснень, до набрання ухвалою законної сили. Жодних наслідків для особи це не має.",
        "In one step, with no reason, until the ruling is in force. It has no consequence for the person.",
    ),
    "КК 81-1(2); R04 (наше прочитання)",
    (roles.PERSON, roles.OFFICER, roles.LAWYER, roles.MONITOR),
    (),
    after=(Needs("application", since=("withdrawal",)), Bars("entry-into-force", IN_FORCE)),
    reaches=(Reaches("withdrawn"),),
    again_after=("application",),
    paper="withdrawal",
)

CHECKLIST = RecordType(
    "document",
    "preparation",
    Text("Документ особи", "Document of the person"),
    Text(
        "Паспорт, податковий номер, військово-обліковий документ, рахунок: що є, що замовлено, хто і коли.",
        "Passport, tax number, military-registration document, bank account: what there is, what is on order.",
    ),
    "КВК 153(4), 154-1(5)",
    (roles.OFFICER, roles.RECRUITER),
    (
        Field(
            "kind",
            "choice",
            Text("документ", "document"),
            choices=choices(
                passport=("паспорт", "passport"),
                tax_number=("податковий номер", "tax number"),
                military_registration=("військово-обліковий документ", "military-registration document"),
                bank_account=("рахунок у банку", "bank account"),
            ),
        ),
        Field(
            "state",
            "choice",
            Text("стан", "state"),
            choices=choices(
                present=("є в справі", "on file"), ordered=("замовлено", "on order"), absent=("немає", "absent")
            ),
        ),
        Field("expected_on", "date", Text("очікується", "expected on"), required=False),
        Field("number", "text", Text("номер документа", "document number"), required=False),
    ),
    repeats=True,
)

LAWYER = RecordType(
    "lawyer",
    "wish",
    Text("Правнича допомога", "Legal aid"),
    Text(
        "Хто допомагає особі: з цього часу правник бачить її справу, крім медичної частини.",
        "Who helps the person: from now on the lawyer sees the case, except its medical part.",
    ),
    "Закон 3460-VI 14(1)(9); КВК 8(2)",
    (roles.PERSON, roles.OFFICER, roles.MONITOR),
    (
        Field("lawyer", "office", Text("хто надає допомогу", "who helps"), office="lawyer"),
        Field(
            "basis",
            "choice",
            Text("підстава", "basis"),
            choices=choices(
                free=("безоплатна вторинна правнича допомога", "free secondary legal aid"),
                agreement=("договір", "agreement"),
                court=("призначив суд", "appointed by the court"),
            ),
        ),
    ),
    repeats=True,
)

TYPES = (VISIT, INFORMATION, LAWYER, NOT_NOW, APPLICATION, WAIVER, CONSENT, WITHDRAWAL, CHECKLIST)
