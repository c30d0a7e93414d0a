"""Who is bound to what, for whom, where and since when."""
