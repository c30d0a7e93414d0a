"""The doors to the questions: they translate and do nothing else."""
