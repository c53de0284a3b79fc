"""From a plan and a roster to obligations and their last days. Pure."""
