"""How many obligations are open, and how many of them late, for whoever watches the installation."""

from core.operation.gauges import Metric, Sample, register, sample
from core.workdays.reckoning import today
from rounds.models import Obligation


def _obligations() -> list[Sample]:
    states = {"open": Obligation.objects.open(), "late": Obligation.objects.overdue(today())}
    return [sample(rows.count(), state=state) for state, rows in states.items()]


register(Metric("obligations", "What is owed: open, and of that past its day.", _obligations))
