"""一件一世: how does one appeal stand, now or at any instant? Folded as it is asked."""
