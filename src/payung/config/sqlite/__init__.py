"""Django's SQLite engine, fit for `trusted_schema=OFF`."""
