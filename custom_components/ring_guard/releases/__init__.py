"""What leaves the household: signed manifests, and the links under which somebody without a login gets a clip."""
