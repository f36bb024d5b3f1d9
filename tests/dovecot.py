"""A real mail server for tests: Dovecot, alone in a folder of its own, on this machine's own addresses.

It runs as nobody where tests run as root, and as whoever runs them elsewhere. Mails are delivered as a mail
server would: written aside and moved into the Maildir.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
import ipaddress
from itertools import count
import os
from pathlib import Path
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

START_SECONDS = 30
USER = "household@example.org"
PASSWORD = 'pass "word" \\ 1'

CONFIGURATION = """\
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = yes
auth_failure_delay = 0
auth_cache_size = 0
mail_location = maildir:{folder}/mail
mail_fsync = never
maildir_very_dirty_syncs = no
{capability}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/passwords
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain_port}
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""

WITHOUT_IDLE = "imap_capability = IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE LITERAL+ UIDPLUS MOVE"


def free_ports(number: int) -> list[int]:
    """Return ports of this machine that nothing listens on."""
    probes = [socket.socket() for _ in range(number)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def make_certificate(folder: Path) -> None:
    """Write a key and a certificate that vouches for itself, good for this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(private)
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))


@dataclass(slots=True, kw_only=True)
class Dovecot:
    """One server with one account."""

    folder: Path
    port: int
    plain_port: int
    process: subprocess.Popen[bytes] | None = None
    idles: bool = True
    usual: str = ""
    """The folder that is meant where none is named, "" for the inbox."""
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def certificate(self) -> Path:
        """The certificate to trust."""
        return self.folder / "certificate.pem"

    def context(self) -> ssl.SSLContext:
        """Return a context that trusts this server alone."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def lay_out(self) -> None:
        """Write everything that the server needs."""
        make_certificate(self.folder)
        for name in ("run", "state", "home", "mail"):
            (self.folder / name).mkdir()
        self.set_password(PASSWORD)
        self.make_folder("")
        self._give_away(self.folder)

    def set_password(self, password: str) -> None:
        """Change the account's password."""
        path = self.folder / "passwords"
        path.write_text(f"{USER}:{{PLAIN}}{password}\n", encoding="utf-8")

    def maildir(self, name: str | None) -> Path:
        """Return where a folder's mails lie."""
        name = self.usual if name is None else name
        return self.folder / "mail" / (f".{name}" if name else "")

    def make_folder(self, name: str) -> Path:
        """Make a folder of the account, "" for the inbox; return its Maildir."""
        maildir = self.maildir(name)
        for part in ("", "cur", "new", "tmp"):
            (maildir / part).mkdir(parents=True, exist_ok=True)
        self._give_away(maildir)
        return maildir

    def deliver(self, *mails: bytes, folder: str | None = None, received_at: datetime | None = None) -> list[Path]:
        """Deliver mails into a folder, in this order."""
        maildir = self.maildir(folder)
        paths = []
        for mail in mails:
            name = f"{1_700_000_000 + next(self._numbers):010}.M1P1.test"
            aside = maildir / "tmp" / name
            aside.write_bytes(mail)
            if received_at is not None:
                os.utime(aside, (received_at.timestamp(), received_at.timestamp()))
            if os.getuid() == 0:
                os.chown(aside, *_nobody())
            paths.append(aside.rename(maildir / "new" / name))
        return paths

    def number_anew(self, uidvalidity: int, folder: str | None = None) -> None:
        """Let a folder begin again with another UIDVALIDITY, as after a move to another server; for a stopped server."""
        maildir = self.maildir(folder)
        for path in maildir.glob("dovecot*"):
            path.unlink()
        (maildir / "dovecot-uidlist").write_text(f"3 V{uidvalidity} N1 G{uidvalidity:032x}\n", encoding="ascii")
        self._give_away(maildir)

    def expunge(self, folder: str | None = None) -> int:
        """Take all mails of a folder away; return how many there were."""
        maildir = self.maildir(folder)
        paths = [*maildir.glob("new/*"), *maildir.glob("cur/*")]
        for path in paths:
            path.unlink()
        return len(paths)

    def files(self, folder: str | None = None) -> list[str]:
        """Return the names of a folder's mails, which show their flags."""
        maildir = self.maildir(folder)
        return sorted(path.name for part in ("new", "cur") for path in (maildir / part).iterdir())

    def start(self) -> None:
        """Start it, and wait until it answers."""
        user, group = _names()
        text = CONFIGURATION.format(
            folder=self.folder,
            user=user,
            group=group,
            port=self.port,
            plain_port=self.plain_port,
            capability="" if self.idles else WITHOUT_IDLE,
        )
        path = self.folder / "dovecot.conf"
        path.write_text(text, encoding="utf-8")
        program = shutil.which("dovecot")
        assert program
        nobody: dict[str, Any] = {}
        if os.getuid() == 0:
            nobody = {"user": _nobody()[0], "group": _nobody()[1], "extra_groups": []}
        self.process = subprocess.Popen(
            [program, "-F", "-c", str(path)],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            **nobody,
        )
        self._wait()

    def kill(self) -> None:
        """End it and everything that it started at once, as a power cut would."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def stop(self) -> None:
        """End it."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(1)
            except subprocess.TimeoutExpired:
                self.kill()
            self.process = None

    def _wait(self) -> None:
        """Wait until it greets."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process is not None
            assert self.process.poll() is None, f"Dovecot ended by itself:\n{self.log()}"
            try:
                with socket.create_connection(("127.0.0.1", self.plain_port), timeout=5) as probe:
                    if probe.recv(4) == b"* OK":
                        return
            except OSError:
                time.sleep(0.02)
        raise AssertionError(f"Dovecot did not start:\n{self.log()}")

    def log(self) -> str:
        """Return what it has to say."""
        path = self.folder / "dovecot.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def _give_away(self, folder: Path) -> None:
        """Let whoever runs the server own a folder."""
        if os.getuid() == 0:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, *_nobody())


def _nobody() -> tuple[int, int]:
    """Return the ids of the user that owns nothing."""
    found = pwd.getpwnam("nobody")
    return found.pw_uid, found.pw_gid


def _names() -> tuple[str, str]:
    """Return user and group that the server runs as."""
    import grp

    uid, gid = _nobody() if os.getuid() == 0 else (os.getuid(), os.getgid())
    return pwd.getpwuid(uid).pw_name, grp.getgrgid(gid).gr_name


@contextmanager
def dovecot(*, idles: bool = True, folders: Sequence[str] = ()) -> Iterator[Dovecot]:
    """Run a server; its sockets need a short path, and nobody must be able to get there."""
    with tempfile.TemporaryDirectory(prefix="rg-mail-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        port, plain_port = free_ports(2)
        server = Dovecot(folder=folder, port=port, plain_port=plain_port, idles=idles)
        server.lay_out()
        for each in folders:
            server.make_folder(each)
        server.start()
        try:
            yield server
        finally:
            server.stop()
