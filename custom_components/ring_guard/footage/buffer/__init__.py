"""A rolling buffer: the last minutes of a camera that has no recorder, kept on this hub, if the household wants that.

`worker` runs in a process of its own and imports nothing but av and the standard library; `recorder` keeps it running;
`shelf` is the private folder and deletes what is too old or too much. Nothing in here sends anything anywhere.
"""

from .recorder import Recorder
from .shelf import Shelf

__all__ = ["Recorder", "Shelf"]
