"""The attacker's tests live in the world of the guards."""

from tests.guards.world import built_once, cast, world

__all__ = ["built_once", "cast", "world"]
