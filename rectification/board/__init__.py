"""The board of rectification: how far items have come, by round, county, division leader or organization."""
