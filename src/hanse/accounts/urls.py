"""Addresses of sign-in, of a person's own account and of invitations."""

from django.urls import include, path

from hanse.accounts import views

_OURS = [
    path("invitations/<str:token>/", views.invitation, name="invitation"),
    path("demo/sign-in/", views.demo_sign_in, name="demo-sign-in"),
]

urlpatterns = [
    path("", include((_OURS, "accounts"))),
    path("account/", include("allauth.urls")),
]
