"""Where the pages of the house are."""

from __future__ import annotations

from django.urls import path

from .pages import bodies, power, units

urlpatterns = [
    path("units/", units.tree, name="units"),
    path("units/<int:number>/", units.unit, name="unit"),
    path("units/<int:number>/bodies/<str:slug>/", bodies.body, name="body"),
    path("seats/<int:number>/power/", power.power, name="power"),
]
