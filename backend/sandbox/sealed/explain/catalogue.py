"""Every beginner's mistake that is known, in the order in which they are tried: the first that fits is said."""

from . import indentation_rules, name_rules, syntax_rules, type_rules, value_rules

# What is None has no attributes either, so the rules of types come before those of names.
ALL = (*indentation_rules.RULES, *syntax_rules.RULES, *type_rules.RULES, *name_rules.RULES, *value_rules.RULES)
