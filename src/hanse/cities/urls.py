"""Addresses of the cities; they are permanent."""

from django.urls import path

from hanse.cities.views import cities, contacts, joining, lists, own, people, register

app_name = "cities"
urlpatterns = [
    path("cities/", cities.members, name="members"),
    path("cities/join/", joining.join, name="join"),
    path("cities/join/<str:token>/", joining.application, name="application"),
    path("cities/applications/", joining.applications, name="applications"),
    path("cities/applications/<uuid:pk>/", joining.decide, name="decide"),
    path("cities/import/", lists.import_members, name="import-members"),
    path("cities/import/<uuid:pk>/", lists.check_import, name="import"),
    path("cities/export/<slug:what>.<slug:form>", lists.export, name="export"),
    path("cities/<slug:slug>/", cities.city, name="city"),
    path("cities/<slug:slug>/edit/", own.edit, name="edit"),
    path("cities/<slug:slug>/colleagues/", own.colleagues, name="colleagues"),
    path("cities/<slug:slug>/colleagues/<int:pk>/", own.colleague, name="colleague"),
    path("cities/<slug:slug>/contacts/", contacts.contacts, name="contacts"),
    path("cities/<slug:slug>/contacts/<int:pk>/", contacts.contact, name="contact"),
    path("cities/<slug:slug>/membership/", register.membership, name="membership"),
    path("people/", people.people, name="people"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/mentions/", people.mentions, name="mentions"),
    path("people/<uuid:pk>/erase/", people.erase_person, name="erase"),
]
