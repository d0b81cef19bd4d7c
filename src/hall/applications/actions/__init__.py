"""The deeds of filing. Each is one durable transaction: permission, lock, change, history.

Keystrokes are no deeds: saving a draft changes the draft and its version but leaves no trace in the history,
which begins with the draft and goes on with files, submission, supplement and withdrawal.
"""
