"""Finding an item by whatever is typed: words, synonyms, pinyin, initials, typos. PostgreSQL finds."""
