"""One seeded pen for every sentence, name and number of the demo."""

from datetime import date, timedelta
from random import Random

from config.demo import phrases


def weekday(day: date) -> date:
    """That day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


class Writer:
    """Fills the phrase banks. The same seed writes the same city; no two people share a telephone number."""

    def __init__(self, seed: int):
        self.random = Random(seed)  # noqa: S311 - invented texts, no secret
        self._phones = 0

    def pick(self, bank):
        return self.random.choice(bank)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def name(self) -> str:
        return self.pick(phrases.SURNAMES) + self.pick(phrases.GIVEN)

    def nameless(self) -> str:
        """A person concerned, as ledgers write them."""
        return f"{self.pick(phrases.SURNAMES)}某某"

    def phone(self) -> str:
        """Eleven digits of a range that no network gives out."""
        self._phones += 1
        return f"1000000{self._phones:04}"

    def fill(self, sentence: str, year: int) -> str:
        small = self.random.randint(2, 6)
        return sentence.format(
            year=year - self.random.randint(0, 2),
            a=small,
            b=self.random.randint(2, 5),
            n=small + self.random.randint(5, 50),
            money=f"{self.random.randint(12, 600) / 10:g}",
            thing=self.pick(phrases.THINGS),
        )

    def after(self, day: date, least: int, most: int) -> date:
        """A weekday that many days later, or the Monday after it."""
        return weekday(day + timedelta(days=self.random.randint(least, most)))

    def shares(self, total: int, parts: int) -> list[int]:
        """`total` cut into that many whole parts, as even as they go, the larger ones anywhere."""
        whole, rest = divmod(total, parts)
        cut = [whole + 1] * rest + [whole] * (parts - rest)
        self.random.shuffle(cut)
        return cut
