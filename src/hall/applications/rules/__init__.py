"""The law of filing, in plain Python."""
