"""Whatever stands anywhere in a tree of values is found and exchanged, and what doesn't change stays the same."""

from __future__ import annotations

from dataclasses import dataclass, field

from lessonpress.content.tree import every, exchanged


@dataclass(frozen=True)
class Leaf:
    name: str


@dataclass(frozen=True)
class Twig:
    leaves: tuple[Leaf, ...] = ()
    named: dict[str, tuple[Leaf, ...]] = field(default_factory=dict)
    twig: Twig | None = None
    count: int = 0


TREE = Twig((Leaf("a"),), {"b": (Leaf("b"),)}, Twig((Leaf("c"), Leaf("d"))), 3)


def test_every_leaf_is_found_in_order() -> None:
    assert [one.name for one in every((TREE, "x"), Leaf)] == ["a", "b", "c", "d"]


def test_leaves_are_exchanged_for_none_one_or_several() -> None:
    def change(leaf: Leaf) -> tuple[Leaf, ...]:
        return {"a": (), "c": (Leaf("c1"), Leaf("c2"))}.get(leaf.name, (leaf,))

    changed = exchanged(TREE, Leaf, change)
    assert [one.name for one in every(changed, Leaf)] == ["b", "c1", "c2", "d"]
    assert changed.named is TREE.named
    assert exchanged(TREE, Leaf, lambda one: (one,)) is TREE
