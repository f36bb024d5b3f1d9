"""The cutter: makes a clip out of footage in a process of its own, and has the finished file checked.

`Cutter` is what the rest uses; `worker/` runs in the other process and imports nothing but av and the standard library.
"""

from .cutter import Cutter
from .limits import CutLimits
from .result import FinishedClip, SourceFile

__all__ = ["CutLimits", "Cutter", "FinishedClip", "SourceFile"]
