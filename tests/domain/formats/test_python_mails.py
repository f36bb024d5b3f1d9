"""The mails that Python tests its own e-mail package with, many of them broken on purpose, each end as a request.

They come with Python's own tests, which most builds leave out and Debian packages apart (libpython3.11-testsuite and
so on), so the first Python on this machine that has them lends them.
"""

from pathlib import Path
import shutil
import subprocess
import sys

import pytest

from custom_components.ring_guard.domain.formats.can_be_request import can_be_request

from .test_hostile import settle

MAIL = "message/rfc822"
WHERE = "import test.test_email as tests; print(tests.__path__[0])"


def _lent() -> list[Path]:
    """Return the mails of the first Python that has them."""
    for python in (sys.executable, *filter(None, map(shutil.which, ("python3", "/usr/bin/python3")))):
        asked = subprocess.run([python, "-c", WHERE], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            return sorted(path for path in Path(asked.stdout.strip(), "data").iterdir() if path.suffix == ".txt")
    return []


def test_each_of_pythons_own_mails_is_read() -> None:
    mails = _lent()
    if not mails:
        pytest.skip("no Python here has its own tests (Debian: libpython3.11-testsuite or the like)")
    assert len(mails) > 40
    for path in mails:
        raw = path.read_bytes()
        unix = raw.replace(b"\r\n", b"\n")
        for body in (raw, unix, unix.replace(b"\n", b"\r\n")):
            settle(body, MAIL)
            assert can_be_request(body) in {True, False}
