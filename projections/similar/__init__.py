"""相似诉求: which appeals of late may be about the same matter? Asked of tracking, as it stands."""
