"""Letters to organizations: suggestions and the ladder of five, proposed from the facts, with receipts and answers.

May import its own floor alone.
"""
