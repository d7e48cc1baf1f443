"""What a mapping is written in: columns in braces, conditions, rules, the fields of each fact."""
