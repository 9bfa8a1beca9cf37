"""Where a case can stand, and who has the file there."""

from poruka.access import roles
from poruka.cases.catalogue.kinds import Phase, Stage
from poruka.law.text import Text

PHASES: dict[Phase, Text] = {
    "wish": Text("Інформування і бажання", "Information and wish"),
    "preparation": Text("Підготовка", "Preparation"),
    "court": Text("Суд", "Court"),
    "release": Text("Звільнення і передача", "Release and hand-over"),
    "service": Text("Служба", "Service"),
    "end": Text("Завершення", "End"),
}

STAGES = (
    Stage("opened", "wish", Text("справу відкрито", "case opened"), roles.OFFICER),
    Stage("informed", "wish", Text("особу поінформовано", "person informed"), roles.PERSON),
    Stage("not-now", "wish", Text("не зараз", "not now"), roles.PERSON),
    Stage("applied", "wish", Text("заяву подано", "applied"), roles.OFFICER),
    Stage("withdrawn", "wish", Text("заяву відкликано", "application withdrawn"), roles.PERSON),
    Stage("consented", "wish", Text("згоду надано", "consent given"), roles.OFFICER),
    Stage("examined", "preparation", Text("первинний огляд пройдено", "primary examination passed"), roles.OFFICER),
    Stage(
        "not-suitable",
        "preparation",
        Text("первинний огляд: не придатний", "primary examination: not suitable"),
        roles.OFFICER,
    ),
    Stage("reviewed", "preparation", Text("попередньо розглянуто", "preliminarily reviewed"), roles.RECRUITER),
    Stage(
        "not-supported",
        "preparation",
        Text("попередній розгляд без підтримки", "not supported at the review"),
        roles.OFFICER,
    ),
    Stage("referred", "preparation", Text("направлено на ВЛК", "referred to the medical board"), roles.VLK),
    Stage("fit", "preparation", Text("визнано придатним", "found fit"), roles.UNIT),
    Stage("temporarily-unfit", "preparation", Text("тимчасово непридатний", "temporarily unfit"), roles.VLK),
    Stage("unfit", "preparation", Text("визнано непридатним", "found unfit"), roles.OFFICER),
    Stage("offered", "preparation", Text("частина запропонувала посаду", "unit has made an offer"), roles.COMMANDER),
    Stage("accepted-by-unit", "preparation", Text("командир дав згоду", "commander has consented"), roles.HEAD),
    Stage("declined-by-unit", "preparation", Text("командир відмовив", "commander has declined"), roles.UNIT),
    Stage(
        "not-presented",
        "preparation",
        Text("установа не подає клопотання", "institution does not petition"),
        roles.HEAD,
    ),
    Stage("to-present", "court", Text("вирішено подати клопотання", "decided to petition"), roles.HEAD),
    Stage("in-court", "court", Text("клопотання в суді", "motion in court"), roles.COURT),
    Stage("listed", "court", Text("призначено засідання", "hearing listed"), roles.COURT),
    Stage("granted", "court", Text("суд задовольнив клопотання", "court has granted"), roles.COURT),
    Stage("refused", "court", Text("суд відмовив", "court has refused"), roles.HEAD),
    Stage("under-appeal", "court", Text("ухвалу оскаржено", "ruling under appeal"), roles.COURT),
    Stage("in-force", "release", Text("ухвала набрала законної сили", "ruling in force"), roles.HEAD),
    Stage(
        "handed-over",
        "release",
        Text("передано Національній гвардії", "handed over to the National Guard"),
        roles.GUARD,
    ),
    Stage(
        "arrived",
        "release",
        Text("прибув до центру комплектування", "arrived at the recruitment centre"),
        roles.RECRUITER,
    ),
    Stage("contracted", "service", Text("контракт укладено", "contract signed"), roles.COMMANDER),
    Stage("training", "service", Text("проходить підготовку", "in training"), roles.COMMANDER),
    Stage("serving", "service", Text("служить у частині", "serving in a unit"), roles.COMMANDER),
    Stage("on-leave", "service", Text("у відпустці", "on leave"), roles.COMMANDER),
    Stage("in-hospital", "service", Text("на лікуванні", "in hospital"), roles.COMMANDER),
    Stage("missing", "service", Text("зник безвісти", "missing"), roles.COMMANDER),
    Stage("captive", "service", Text("у полоні", "in captivity"), roles.COMMANDER),
    Stage(
        "breach-in-question",
        "service",
        Text("розглядають можливе порушення", "possible breach under examination"),
        roles.COMMANDER,
    ),
    Stage("discharged", "end", Text("звільнено зі служби", "discharged"), roles.RECRUITER, final=True),
    Stage("died", "end", Text("загинув або помер", "died"), roles.COMMANDER, final=True),
    Stage(
        "not-taken",
        "end",
        Text("не взято на службу, умовне звільнення чинне", "not taken into service, parole stands"),
        roles.RECRUITER,
    ),
    Stage(
        "parole-ended",
        "end",
        Text("строк умовного звільнення минув", "parole period ended"),
        roles.RECRUITER,
        final=True,
    ),
    Stage(
        "evaded", "end", Text("ухилився від укладення контракту", "evaded the contract"), roles.RECRUITER, final=True
    ),
)
