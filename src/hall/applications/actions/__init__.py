"""The deeds of filing. Each is one durable transaction: permission, lock, change, history."""
