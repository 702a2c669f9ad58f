"""Addresses of editions, findings and briefs; they are permanent."""

from django.urls import path

from hanse.findings import views

app_name = "findings"
urlpatterns = [
    path("findings/", views.editions, name="editions"),
    path("findings/<int:year>/", views.edition, name="edition"),
    path("findings/<int:year>/<int:number>/", views.finding, name="finding"),
    path("findings/<int:year>/brief.<str:form>", views.brief, name="brief"),
    path("findings/<int:year>/<str:version>/brief.<str:form>", views.brief, name="brief-version"),
]
