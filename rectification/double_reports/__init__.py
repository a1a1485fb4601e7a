"""The double report (双报告): written, signed as true, sent to its addressees. May import hand_over."""
