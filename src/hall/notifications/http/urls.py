"""Addresses of notifications: one's own box."""

from django.urls import path

from hall.notifications.http import citizen

urlpatterns = [
    path("my/messages/", citizen.messages, name="messages"),
    path("my/messages/read/", citizen.read_all, name="messages_read_all"),
    path("my/messages/<uuid:notice_id>/", citizen.open_notice, name="message_open"),
]
