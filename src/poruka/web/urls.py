"""Addresses of the pages."""

from django.urls import include, path, re_path

from poruka.web.views import (
    country,
    definitions,
    errors,
    forecast,
    institutions,
    languages,
    law,
    people,
    person,
    public,
    sign_in,
    statistics,
    whatif,
)

urlpatterns = [
    path("", country.show, name="country"),
    path("download/<slug:table>.csv", country.download, name="country-download"),
    path("people/", people.listing, name="people"),
    path("people/download.csv", people.download, name="people-download"),
    path("people/<path:person_id>/", person.show, name="person"),
    path("institutions/", institutions.index, name="institutions"),
    path("institutions/<path:institution_id>/", institutions.show, name="institution"),
    path("what-if/", whatif.show, name="whatif"),
    path("what-if/download.csv", whatif.download, name="whatif-download"),
    path("forecast/", forecast.show, name="forecast"),
    path("forecast/download.csv", forecast.download, name="forecast-download"),
    path("forecast/tested/", forecast.tested, name="forecast-tested"),
    path("figures/", statistics.show, name="figures"),
    path("figures/download.csv", statistics.download, name="figures-download"),
    path("figures/people/", statistics.people, name="figures-people"),
    path("figures/definitions/", statistics.definitions, name="figures-definitions"),
    path("law/", law.index, name="law"),
    path("law/<slug:condition_id>/", law.condition, name="law-condition"),
    path("public/", public.show, name="public-uk"),
    path("public/en/", public.show, {"language": "en"}, name="public-en"),
    path("public/<int:number>/", public.show, name="public-release-uk"),
    path("public/<int:number>/en/", public.show, {"language": "en"}, name="public-release-en"),
    re_path(
        r"^public/(?P<number>[0-9]{1,6})/(?P<form>json|csv|reasons|limits|errors|series|disparity|definitions)$",
        public.download,
        name="public-download",
    ),
    path("definitions/", definitions.show, name="definitions"),
    path("language/<slug:language>", languages.choose, name="language"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/as/", sign_in.sign_in_as, name="sign-in-as"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("account/", sign_in.account, name="account"),
    path("", include("poruka.web.casework.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
