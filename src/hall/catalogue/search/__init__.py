"""Finding an item by whatever is typed: words, sayings, pinyin, initials, slips. PostgreSQL finds it."""
