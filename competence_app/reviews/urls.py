"""Pages for supervisors, and what practitioners see of a review."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
