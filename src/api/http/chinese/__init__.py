"""The Chinese of every refusal: what a clerk reads beside the English that programs keep to."""
