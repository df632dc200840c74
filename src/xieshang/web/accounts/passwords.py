"""The own password, which everybody who is signed in may change."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from xieshang.core.refusals import Refusal, Refused
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.services import set_password
from xieshang.web.accounts.small_forms import placed
from xieshang.web.shared.policies import SIGNED_IN, declares

__all__ = ["own_password"]

_UNPROCESSABLE = 422
TITLES = {"old": _("原密码"), "password": _("新密码"), "again": _("再写一次")}


def _change(request: PersonRequest) -> None:
    if not request.user.check_password(request.POST.get("old", "")):
        raise Refused(Refusal("password.wrong", column="old"))
    if request.POST.get("password", "") != request.POST.get("again", ""):
        raise Refused(Refusal("password.not_repeated", column="again"))
    set_password(request.user, request.POST.get("password", ""))


@sensitive_post_parameters("old", "password", "again")
@declares(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def own_password(request: PersonRequest) -> HttpResponse:
    """Change the own password; the person stays signed in here, and is signed out everywhere else."""
    refusals: list[Refusal] = []
    if request.method == "POST":
        try:
            _change(request)
        except Refused as refused:
            refusals = placed(refused, TITLES)
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, gettext("密码已改"))
            return redirect("home")
    shown = {"titles": TITLES, "refusals": refusals}
    return render(request, "accounts/password.html", shown, status=_UNPROCESSABLE if refusals else 200)
