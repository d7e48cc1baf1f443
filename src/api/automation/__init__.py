"""不是人的调用者: the clock and the standing orders. They read views and send ordinary commands."""
