"""Start the demo household and keep it running until it is interrupted; scripts/develop calls this."""

import asyncio
import sys

from .develop import develop

if __name__ == "__main__":
    sys.exit(asyncio.run(develop()))
