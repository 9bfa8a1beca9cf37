import pytest
from tests.web.cases import story

@pytest.mark.parametrize("who", list(story.cast()))
def test_smoke(as_, who):
    case = story.told("enrolment")
    c = as_(who)
    for a in ("/", "/tasks/","/cases/",f"/cases/{case}/",f"/cases/{case}/procedure/","/calendar/","/manifest/?day=2026-03-08","/my-case/","/check/","/procedure/",f"/cases/{case}/records/application/", "/tasks/batch/motion/"):
        for l in ("uk","en"):
            c.cookies["django_language"]=l
            r=c.get(a)
            print(who,a,r.status_code)
