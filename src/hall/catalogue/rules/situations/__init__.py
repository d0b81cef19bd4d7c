"""情形引导: a few questions whose answers decide what applies to one person. Data, judged before use."""
