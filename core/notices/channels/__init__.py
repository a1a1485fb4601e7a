"""Channels beside mail: what each kind may say, where it may lead, and its one message a day. As core.notices."""
