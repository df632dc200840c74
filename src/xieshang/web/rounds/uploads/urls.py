"""The addresses of uploads."""

from django.urls import path

from xieshang.web.rounds.uploads import views

urlpatterns = [
    path("uploads/", views.uploads, name="uploads"),
    path("uploads/<int:upload>/", views.upload, name="upload"),
    path("uploads/<int:upload>/progress/", views.progress, name="upload-progress"),
    path("uploads/<int:upload>/columns/", views.upload_columns, name="upload-columns"),
    path("uploads/<int:upload>/refusals.csv", views.refusals, name="upload-refusals"),
    path("uploads/<int:upload>/removal/", views.removal, name="upload-removal"),
]
