"""When somebody does not sign a paper: two named witnesses say so at once, the person says later whether it was so."""

from poruka.access import roles
from poruka.cases.catalogue.common import choices
from poruka.cases.catalogue.kinds import Field, Needs, RecordType
from poruka.law.text import Text

REFUSED_TO_SIGN = RecordType(
    "signature-refused",
    "wish",
    Text("Відмова від підпису", "Refusal to sign"),
    Text(
        "Особа не підписала запропонований папір. Це засвідчують двоє названих свідків. Підпису цей запис не замінює:"
        " хто не підписав, той не погодився.",
        "The person did not sign a paper put before them. Two named witnesses confirm it. The record does not stand in"
        " for a signature: whoever did not sign has not agreed.",
    ),
    "R09",
    (roles.OFFICER, roles.HEAD, roles.RECRUITER),
    (
        Field(
            "paper",
            "choice",
            Text("який папір", "which paper"),
            choices=choices(
                information_sheet=("пам’ятка", "information sheet"),
                application=("заява", "application"),
                consent=("згода", "consent"),
                letter=("лист про рішення", "letter on a decision"),
                contract=("контракт", "contract"),
                other=("інший", "another"),
            ),
        ),
        Field("witness", "text", Text("перший свідок: ім’я та посада", "first witness: name and post")),
        Field("second_witness", "text", Text("другий свідок: ім’я та посада", "second witness: name and post")),
        Field(
            "words",
            "long_text",
            Text("що сказала особа, її словами", "what the person said, in their own words"),
            required=False,
        ),
    ),
    after=(Needs("information-given"),),
    repeats=True,
    paper="refusal-to-sign",
)

ASKED_LATER = RecordType(
    "signature-answer",
    "wish",
    Text("Чи справді особа відмовилася підписати", "Whether the person really refused to sign"),
    Text(
        "Особа сама каже, чи було так, як записано. Ті, хто робив запис про відмову, цього не бачать.",
        "The person says in their own words whether it was as recorded. Those who recorded the refusal do not see it.",
    ),
    "R09",
    (roles.PERSON, roles.LAWYER, roles.MONITOR),
    (
        Field(
            "answer",
            "choice",
            Text("як було", "how it was"),
            choices=choices(
                refused=("відмова була", "there was a refusal"),
                not_offered=("папір не давали підписувати", "the paper was not put before the person"),
                not_understood=("особа не зрозуміла, що це за папір", "the person did not understand the paper"),
                signed=("особа підписала", "the person did sign"),
                silent=("особа не хоче відповідати", "the person does not wish to answer"),
            ),
        ),
        Field("words", "long_text", Text("що ще важливо", "what else matters"), required=False),
    ),
    after=(
        Needs(
            "signature-refused",
            reason=Text("Записів про відмову від підпису немає.", "There is no record of a refusal to sign."),
        ),
    ),
    sees="person",
    again_after=("signature-refused",),
)

TYPES = (REFUSED_TO_SIGN, ASKED_LATER)
