# Home Assistant runs `import voluptuous` on probatio; so do its types.
from probatio import *
from probatio import Marker as Marker, Schema as Schema
