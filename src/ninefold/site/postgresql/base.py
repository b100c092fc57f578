"""The connection to PostgreSQL. Django finds it by the name of this file."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is kept from one request to the next, as long as the server keeps it too."""

    def is_usable(self) -> bool:
        """Whether the server still listens at the other end.

        It is only asked where it has said something since the last query, as it does when it ends a connection. A
        question before every request, to each of two databases, would be a third of all that a rater's answer asks.
        """
        heard = select.poll()
        heard.register(self.connection.fileno(), select.POLLIN)
        return not heard.poll(0) or super().is_usable()
