"""The household: its settings, and how its people are asked and answer."""
