"""Who may do what in this room. `check_can_x` raises NotAllowedError with the reason."""
