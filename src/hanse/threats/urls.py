"""Addresses of the threat picture."""

from django.urls import path

from hanse.threats.views import (
    alarms,
    alignment,
    exchange,
    imports,
    mayors_brief,
    observing,
    picture,
    publishing,
    saved_profiles,
    shared,
    signalling,
)

app_name = "threats"
urlpatterns = [
    path("threats/", picture.picture, name="picture"),
    path("threats/trends/<slug:category>/", picture.trend, name="trend"),
    path("threats/methods/", picture.methods, name="methods"),
    path("threats/vocabulary/", picture.vocabulary, name="vocabulary"),
    path("threats/vocabulary/vocabulary.csv", picture.vocabulary_csv, name="vocabulary-csv"),
    path("threats/observations/", observing.observations, name="observations"),
    path("threats/observations/new/", observing.new_observation, name="new-observation"),
    path("threats/observations/observations.csv", observing.export, name="export"),
    path(
        "threats/observations/observations.<slug:form>.json",
        exchange.export_for_systems,
        name="export-for-systems",
    ),
    path("threats/observations/<uuid:record>/", observing.observation, name="observation"),
    path("threats/observations/<uuid:record>/correct/", observing.correct, name="correct"),
    path("threats/observations/<uuid:record>/withdraw/", observing.withdraw, name="withdraw"),
    path(
        "threats/brief/<slug:slug>/<slug:category>/",
        mayors_brief.mayors_brief,
        name="mayors-brief",
    ),
    path(
        "threats/brief/<slug:slug>/<slug:category>/brief.pdf",
        mayors_brief.mayors_brief_pdf,
        name="mayors-brief-pdf",
    ),
    path("threats/shared/", shared.shared, name="shared"),
    path("threats/shared/all.<str:ending>", shared.shared_data, name="shared-data"),
    path("threats/shared/<slug:slug>/", shared.shared_city, name="shared-city"),
    path("threats/shared/<slug:slug>/publish/", publishing.publish, name="publish"),
    path(
        "threats/shared/<slug:slug>/table.<str:ending>",
        shared.shared_city_data,
        name="shared-city-data",
    ),
    path("threats/alarms/", alarms.alarms, name="alarms"),
    path("threats/alarms/detectors/", alarms.detectors, name="detectors"),
    path("threats/alarms/past/", alarms.past, name="past-alarms"),
    path("threats/alarms/network/", alarms.network, name="network-alarms"),
    path("threats/alarms/letters/", alarms.digest, name="alarm-letters"),
    path("threats/alarms/agreement/<slug:slug>/", alarms.agreement, name="agreement"),
    path("threats/alarms/<uuid:record>/", alarms.alarm, name="alarm"),
    path("threats/alarms/<uuid:record>/settle/", alarms.settle, name="settle-alarm"),
    path("threats/imports/", imports.imports, name="imports"),
    path("threats/imports/new/", imports.new_import, name="new-import"),
    path(
        "threats/imports/kinds/<uuid:record>/",
        saved_profiles.import_profile,
        name="import-profile",
    ),
    path("threats/imports/<uuid:record>/", imports.show_import, name="import"),
    path("threats/imports/<uuid:record>/written/", imports.import_written, name="import-written"),
    path("threats/imports/<uuid:record>/columns/", imports.import_columns, name="import-columns"),
    path("threats/imports/<uuid:record>/words/", imports.import_words, name="import-words"),
    path("threats/imports/<uuid:record>/errors.csv", imports.import_errors, name="import-errors"),
    path("threats/alignment/<slug:slug>/", alignment.alignment, name="alignment"),
    path(
        "threats/alignment/<slug:slug>/paper.<str:ending>",
        alignment.alignment_paper,
        name="alignment-paper",
    ),
    path("threats/alignment/<slug:slug>/measures/new/", alignment.add_measure, name="add-measure"),
    path(
        "threats/alignment/<slug:slug>/measures/<int:pk>/",
        alignment.change_measure,
        name="change-measure",
    ),
    path(
        "threats/alignment/<slug:slug>/policy/<slug:category>/", alignment.coverage, name="coverage"
    ),
    path("threats/signals/", signalling.signals, name="signals"),
    path("threats/signals/new/", signalling.new_signal, name="new-signal"),
    path("threats/signals/nothing-to-report/", signalling.quiet, name="quiet"),
    path("threats/signals/<uuid:record>/take-back/", signalling.take_back, name="take-back"),
]
