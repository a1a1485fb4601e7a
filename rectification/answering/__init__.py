"""What letters and advice share: receipt and answer, here or from paper. May import its own floor alone."""
