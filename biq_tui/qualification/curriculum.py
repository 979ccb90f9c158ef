"""What is taught: modules, blocks and working forms, read from curriculum.toml.

The titles are the curriculum's own and stay German in every language of the screens.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Block:
    """What is taught together, on one or several dates."""

    number: int
    title: str
    short: str
    """The part of the title that fits a row of a small screen."""


@dataclass(frozen=True, slots=True)
class Module:
    """Blocks under one heading."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Curriculum:
    """A whole course, from its first block to its last."""

    key: str
    title: str
    modules: tuple[Module, ...]
    forms: tuple[str, ...]
    """The working forms, from exploring the neighbourhood to the workshop of methods."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in the order in which they are taught."""
        return tuple(block for module in self.modules for block in module.blocks)

    def block(self, number: int) -> Block:
        """The block with this number. LookupError for one that is not taught."""
        for block in self.blocks:
            if block.number == number:
                return block
        raise LookupError(f"{self.key} has no block {number}")

    def module_of(self, number: int) -> Module:
        """The module that this block belongs to. LookupError for one that is not taught."""
        block = self.block(number)
        return next(module for module in self.modules if block in module.blocks)


@cache
def curriculum(key: str = "biq") -> Curriculum:
    """The curriculum with this key. LookupError for an unknown one."""
    import tomllib  # only who opens a course pays for it

    text = Path(__file__).with_name("curriculum.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text).get(key)
    if found is None:
        raise LookupError(f"no curriculum {key!r}")
    modules = tuple(
        Module(module["title"], tuple(Block(**block) for block in module["blocks"]))
        for module in found["modules"]
    )
    return Curriculum(key, found["title"], modules, tuple(found["forms"]))
