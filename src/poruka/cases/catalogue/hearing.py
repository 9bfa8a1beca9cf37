"""The hearing: how the person wishes to be heard, when and how the court hears them, why it was put off."""

from poruka.access import roles
from poruka.cases.catalogue.common import choices
from poruka.cases.catalogue.kinds import Bars, Field, Needs, Reaches, RecordType
from poruka.law.text import Text

RULED = Bars("ruling", Text("Суд уже постановив ухвалу.", "The court has ruled already."), lifted_by=("motion",))

CHOICE = RecordType(
    "hearing-choice",
    "court",
    Text("Як особа бажає брати участь", "How the person wishes to be heard"),
    Text(
        "Особу питають, і вона сама обирає: у залі суду чи через відеозв’язок, із захисником, із перекладачем. Суд може"
        " призначити інакше, але тоді пояснює, чому.",
        "The person is asked and chooses: in the courtroom or by video, with counsel, with an interpreter. The court may"
        " list it otherwise, but then it says why.",
    ),
    "КПК 336(2), 539(5); R21",
    (roles.OFFICER, roles.PERSON, roles.LAWYER),
    (
        Field(
            "how",
            "choice",
            Text("як саме", "how"),
            choices=choices(
                in_room=("у залі суду", "in the courtroom"),
                by_video=("через відеозв’язок", "by video"),
                either=("однаково", "either way"),
            ),
        ),
        Field("counsel", "yes_no", Text("потрібен захисник", "counsel wanted")),
        Field("interpreter", "yes_no", Text("потрібен перекладач", "interpreter wanted")),
    ),
    after=(Needs("motion", since=("withdrawal",)), RULED),
    expected=True,
    repeats=True,
    again_after=("motion",),
)

HEARING = RecordType(
    "hearing",
    "court",
    Text("Призначення засідання", "Hearing listed"),
    Text(
        "Коли і як: особа, захисник, прокурор і представник установи; можливий відеозв’язок.",
        "When and how: the person, counsel, prosecutor and the institution; video is allowed.",
    ),
    "КПК 539(5), 336",
    (roles.COURT,),
    (
        Field("at", "moment", Text("дата і час", "date and time")),
        Field("by_video", "yes_no", Text("відеозв’язок", "by video")),
        Field("counsel", "text", Text("захисник", "counsel"), required=False),
        Field("interpreter", "yes_no", Text("потрібен перекладач", "interpreter needed")),
        Field(
            "why_otherwise",
            "long_text",
            Text("чому не так, як обрала особа", "why not as the person chose"),
            required=False,
            help=Text("Потрібно лише тоді, коли особа обрала інше.", "Needed only where the person chose otherwise."),
        ),
    ),
    after=(Needs("court-registration", since=("motion",)), RULED),
    reaches=(Reaches("listed"),),
    expected=True,
    repeats=True,
)

POSTPONED = RecordType(
    "postponement",
    "court",
    Text("Відкладення засідання", "Postponement"),
    Text("Чому засідання відкладено і на коли.", "Why the hearing was put off, and to when."),
    "КПК 539",
    (roles.COURT,),
    (
        Field(
            "why",
            "choice",
            Text("причина", "reason"),
            choices=choices(
                person_absent=("особу не доставлено", "person not brought"),
                counsel_absent=("немає захисника", "no counsel"),
                papers=("бракує документів", "papers missing"),
                air_raid=("повітряна тривога", "air-raid alert"),
                court=("з боку суду", "on the court's side"),
                other=("інше", "other"),
            ),
        ),
        Field("until", "moment", Text("нова дата і час", "new date and time")),
    ),
    after=(Needs("hearing", since=("ruling",)),),
    repeats=True,
)

TYPES = (CHOICE, HEARING, POSTPONED)
