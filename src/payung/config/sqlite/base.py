"""Django's SQLite engine without its CHECK(JSON_VALID(…)) on JSON columns; it makes the folder of its file.

With `trusted_schema=OFF` a schema may call only functions known to be innocuous, and SQLite 3.40 does not
count its own JSON functions among them: the table could not be made. Django itself writes every JSON value.
"""

from pathlib import Path
from sqlite3 import Connection
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    data_type_check_constraints = {
        kind: check for kind, check in base.DatabaseWrapper.data_type_check_constraints.items() if kind != "JSONField"
    }

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        Path(self.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        connection: Connection = super().get_new_connection(conn_params)
        return connection
