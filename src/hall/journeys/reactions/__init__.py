"""What follows from what: rooms that don't know each other are joined here, and nowhere else.

Each module is one thread of a journey. A reaction takes an event, may be called more than once with the same
event, and does its work through the doors of the rooms below.
"""
