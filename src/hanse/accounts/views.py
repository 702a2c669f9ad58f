"""Accepting an invitation, and the demonstration's sign-in."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hanse.accounts import actions, demo, queries
from hanse.accounts.forms import NameForm, ProfileForm
from hanse.accounts.models import User
from hanse.accounts.purposes import purpose_of
from hanse.shared.access import READ_OR_SEND, access
from hanse.shared.tokens import hash_of


@access("anyone")
@never_cache
@READ_OR_SEND
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what an invitation offers; only pressing the button uses it up."""
    found = queries.invitation_for(hash_of(token))
    if found is None:
        return render(request, "accounts/invitation_gone.html", status=410)
    known = queries.person_with(found.email)
    if request.user.is_authenticated and request.user != known:
        return render(request, "accounts/invitation_elsewhere.html", {"invitation": found})
    form = NameForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and (known or form.is_valid()):
        if known and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        name = "" if known else form.cleaned_data["name"]
        return _accepted(request, token, known, name)
    context = {"invitation": found, "offer": purpose_of(found).offer(found), "known": known}
    return render(request, "accounts/invitation.html", {**context, "form": form})


def _accepted(request: HttpRequest, token: str, known: User | None, name: str) -> HttpResponse:
    try:
        person, address = actions.accept(token=token, person=known, name=name)
    except actions.InvitationError:
        return render(request, "accounts/invitation_gone.html", status=410)
    if known:
        return redirect(address)
    request.session["way_on"] = address  # where to go once the second factor is there
    record_authentication(request, person, method="code", email=person.email)
    login = Login(user=person, email=person.email, redirect_url=address)
    response: HttpResponse = perform_login(request, login)
    return response


@access("signed in")
@never_cache
@READ_OR_SEND
def profile(request: HttpRequest) -> HttpResponse:
    """Let somebody say what they are called and which language they read."""
    person = request.user
    given = {name: getattr(person, name) for name in ("name", "language", "found_by")}
    form = ProfileForm(request.POST or None, initial=given)
    if request.method == "POST" and isinstance(person, User) and form.is_valid():
        actions.introduce(person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        response = redirect("accounts:profile")
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)  # this browser's own choice is over
        return response
    return render(request, "accounts/profile.html", {"form": form})


@access("anyone")
@never_cache
@READ_OR_SEND
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign a visitor of the demonstration in as one of its invented people."""
    if not settings.DEMO:
        raise Http404
    if request.method != "POST":
        return render(request, "accounts/demo_sign_in.html", {"cast": demo.people()})
    person = demo.person_for(request.POST.get("role", ""))
    if person is None:
        raise Http404
    logout(request)
    demo.sign_in(request, person)
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = settings.LOGIN_REDIRECT_URL
    return redirect(target)
