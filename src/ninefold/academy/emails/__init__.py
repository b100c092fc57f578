"""What the mails of the room say: each function composes one, and an action or a job posts it."""
