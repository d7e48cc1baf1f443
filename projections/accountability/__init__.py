"""问责: how was each work order handled, and what does it come to for each unit?"""
