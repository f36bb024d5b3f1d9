"""The manifest of a clip: what it is, whence it came and what was removed, as JSON beside the file."""
