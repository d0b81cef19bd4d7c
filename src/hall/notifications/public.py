"""The door of notifications: put a notice in somebody's box, count what is unread."""

from hall.notifications.actions import notify
from hall.notifications.queries import unread_count

__all__ = ["notify", "unread_count"]
