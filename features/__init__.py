"""What we promise, as executable sentences."""
