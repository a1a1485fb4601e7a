from .accounts import RoleGrant, User
from .people import Person, Pool, PoolMembership, Posting, Recusal

__all__ = ["Person", "Pool", "PoolMembership", "Posting", "Recusal", "RoleGrant", "User"]
