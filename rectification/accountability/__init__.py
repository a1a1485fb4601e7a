"""Who was held to account for failing to rectify (问责). May import items."""
