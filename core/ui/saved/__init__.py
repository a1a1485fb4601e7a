"""Saved views: how somebody likes to see a list, under a name of their own. As core.ui, for every `ListPage`."""
