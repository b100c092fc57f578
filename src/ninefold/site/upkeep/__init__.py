"""What keeps an installation whole: backups, restoring them, and the doctor. Read by whoever runs the machine."""
