"""What can go wrong between the hub and a mail server, told apart by what the household has to do about it."""

from enum import StrEnum


class Fault(StrEnum):
    """Kinds of failures; each is also the key of an error in the set-up."""

    HOST_NOT_FOUND = "mailbox_host_not_found"
    NO_ANSWER = "mailbox_no_answer"
    CERTIFICATE = "mailbox_certificate"
    NO_TLS = "mailbox_no_tls"
    PASSWORD = "mailbox_password"  # noqa: S105  # a key, no password
    NO_PASSWORDS = "mailbox_no_passwords"
    FOLDER = "mailbox_folder"
    LOST = "mailbox_lost"
    REFUSED = "mailbox_refused"


class MailboxError(Exception):
    """A mailbox cannot be read now. Its text holds nothing of any mail."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault.value.removeprefix('mailbox_').replace('_', ' ')} {detail}".strip())
        self.fault = fault
