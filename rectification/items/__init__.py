"""Items being rectified: measures and progress. May import closing."""
