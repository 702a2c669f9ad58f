"""The address of the audit."""

from django.urls import path

from hanse.sharing import views

app_name = "sharing"
urlpatterns = [path("audit/", views.audit, name="audit")]
