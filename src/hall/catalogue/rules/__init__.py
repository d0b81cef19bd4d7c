"""The law of guides: which limit holds, what contradicts itself. Plain Python."""
