"""What is measured of an installation, in the words of Prometheus."""

from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError
from django.db.models import Count, Min, Q
from django.utils import timezone
from prometheus_client import generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from competence_app.outbox.models import OPEN, Mail
from competence_app.service.metrics.counters import counted
from competence_app.service.queries.health import OK, states


def exposition() -> bytes:
    """Return all figures, a line each; those of e-mails are left out while the database does not answer."""
    return generate_latest(counted()) + generate_latest(_Now())


class _Now(Collector):
    """What is so just now, whichever process is asked."""

    def collect(self) -> Iterator[Metric]:
        """Yield how each thing is, and the queue of e-mails."""
        well = GaugeMetricFamily("competence_is_well", "1 where /readyz says ok.", labels=["thing"])
        for thing, state in states().items():
            well.add_metric([thing], state == OK)
        yield well
        try:
            yield from _mails()
        except (DatabaseError, InterfaceError):
            return


def _mails() -> Iterator[Metric]:
    now = timezone.now()
    due = OPEN & Q(due_at__lte=now)
    waiting, oldest, given_up, tried = Mail.objects.aggregate(
        waiting=Count("pk", filter=OPEN),
        oldest=Min("due_at", filter=due),
        given_up=Count("pk", filter=Q(failed_at__isnull=False)),
        tried=Count("pk", filter=OPEN & Q(attempts__gt=0)),
    ).values()
    yield GaugeMetricFamily("competence_mails_waiting", "E-mails that are still to be sent.", waiting)
    age = (now - oldest).total_seconds() if oldest else 0
    yield GaugeMetricFamily("competence_mail_due_seconds", "For how long the oldest of them is due.", age)
    yield GaugeMetricFamily("competence_mails_tried", "Those of them that failed at least once.", tried)
    yield GaugeMetricFamily("competence_mails_given_up", "E-mails given up within 90 days.", given_up)
