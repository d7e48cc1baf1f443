"""Reports: boards, bulletins, what-if, the second counting of figures, how the service is."""
