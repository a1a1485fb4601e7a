"""The attacker's tests live in the world of the guards."""

from tests.guards.world import cast, world

__all__ = ["cast", "world"]
