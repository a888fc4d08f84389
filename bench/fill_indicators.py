"""Defines the sixty percentages whose figures a board sends each month."""

from django.utils import timezone

from bench.fill import ALIAS, everyone, in_bulk
from safeguarding.collect.returns.models import Indicator, Series

INDICATORS = 60


def indicators() -> None:
    """Add sixty definitions and what their figures are compared within."""
    now, head = timezone.now(), everyone().head
    with in_bulk():
        Indicator.objects.using(ALIAS).bulk_create(
            Indicator(
                urn=f"bench/p{number:02}",
                version=1,
                family="bench",
                family_title="Figures of a month",
                title=f"Percentage {number:02} of a month",
                numerator="Those who were seen in time",
                denominator="Those who were due",
                unit="percent",
                direction="up",
                decimals=1,
                source="Made up for measuring",
                digest=f"{number:064}",
                loaded_at=now,
                loaded_by=head,
            )
            for number in range(1, INDICATORS + 1)
        )
        Series.objects.using(ALIAS).bulk_create(
            Series(urn=f"bench/p{number:02}") for number in range(1, INDICATORS + 1)
        )
