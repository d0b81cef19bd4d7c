"""The fields of an implementing list (实施清单): what may be said of an item, in which words, by whom."""
