from .accounts import PortfolioEntry, RoleGrant, User
from .people import Person, Pool, PoolMembership, Posting, Recusal

__all__ = ["Person", "Pool", "PoolMembership", "PortfolioEntry", "Posting", "Recusal", "RoleGrant", "User"]
