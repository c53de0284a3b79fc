"""ttdn: who has not yet done what an official plan orders, by the day the plan says."""

__version__ = "0.1.0"
