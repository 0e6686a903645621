"""What a text claims: numbers, dates, ordinals, names, quotations, each at its place.

Plain Python: rules and data, no model, no Django, no database, no clock. `find` reads one text,
`between` compares language versions of one statement, `record` compares a text with the archive.
"""
