"""How accountability is asked: figures and the orders behind them, returns, hotspots, exceptions.

Nothing here says what a row is; a change of it makes no view anew.
"""
