"""The rules of 好差评."""
