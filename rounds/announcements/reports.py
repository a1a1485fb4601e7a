"""The sheet of announcements."""

from core.registers.sheets import sheet_of
from rounds.announcements.registers import ANNOUNCEMENTS

sheet_of(ANNOUNCEMENTS, order=18)
