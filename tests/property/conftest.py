"""Properties hold on slow machines too: no example has a deadline of its own."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("ttdn", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ttdn")
