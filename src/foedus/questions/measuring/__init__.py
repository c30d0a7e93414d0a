"""How measures and limits are judged: activities against thresholds, holdings against ceilings."""
