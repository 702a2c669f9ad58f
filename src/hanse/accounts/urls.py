"""Addresses of sign-in, of a person's own account and of invitations."""

from django.urls import include, path

from hanse.accounts import views
from hanse.accounts.oidc import views as oidc

_OURS = [
    path("invitations/<str:token>/", views.invitation, name="invitation"),
    path("account/profile/", views.profile, name="profile"),
    path("demo/sign-in/", views.demo_sign_in, name="demo-sign-in"),
]
# under the names that allauth leads to
_PROVIDER = [
    path("3rdparty/", oidc.links, name="socialaccount_connections"),
    path("oidc/<str:provider_id>/login/", oidc.begin, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", oidc.answer, name="openid_connect_callback"),
]

urlpatterns = [
    path("", include((_OURS, "accounts"))),
    path("account/", include(_PROVIDER)),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
]
