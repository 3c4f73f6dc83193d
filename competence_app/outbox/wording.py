"""What pages say of e-mails."""

from competence_app.outbox.rules.status import MailStatus

STATUSES = {
    MailStatus.WAITING: "Waiting",
    MailStatus.TRYING: "To be tried again",
    MailStatus.FAILED: "Given up",
    MailStatus.SENT: "Sent",
}
