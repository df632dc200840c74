"""The URL table of the product."""

from django.urls import include, path
from django.views.i18n import set_language

from xieshang.web.accounts.views import sign_in, sign_out
from xieshang.web.shared.policies import ANYBODY, declares
from xieshang.web.shared.views import large_type

urlpatterns = [
    path("", include("xieshang.web.rounds.urls")),
    path("", include("xieshang.web.rounds.papers.urls")),
    path("", include("xieshang.web.rounds.uploads.urls")),
    path("", include("xieshang.web.rounds.firm_accounts.urls")),
    path("", include("xieshang.web.audits.urls")),
    path("", include("xieshang.web.contracts.urls")),
    path("", include("xieshang.web.statutes.urls")),
    path("", include("xieshang.web.register.urls")),
    path("", include("xieshang.web.desk.urls")),
    path("", include("xieshang.web.accounts.urls")),
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-in/", sign_in, name="account_login"),
    path("sign-out/", sign_out, name="sign-out"),
    path("language/", declares(ANYBODY)(set_language), name="set_language"),
    path("large-type/", large_type, name="large-type"),
]
