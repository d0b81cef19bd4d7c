"""What is wrong with a guide: one table of rules, each with the finding or norm it comes from."""
