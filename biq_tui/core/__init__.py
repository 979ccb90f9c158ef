"""The ground floor: database, write scope, journal, migrations, backup, text hygiene, language."""
