"""The list draws what stands on the screen, repaints what changed there, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.strip import Strip

from biq_tui.ui.item_list import Drawn, Item, ItemList, Tone

SIZE = (60, 20)
MANY = 10_000


class CountingList(ItemList):
    """A list that notes which lines of the screen it paints."""

    painted: tuple[int, ...] = ()

    def render_line(self, y: int) -> Strip:
        self.painted += (y,)
        return super().render_line(y)


class ListApp(App[None]):
    """One list on the whole screen, and what was clicked in it."""

    CSS = "ItemList { width: 1fr; height: 1fr; }"

    def __init__(self, columns: int = 1) -> None:
        super().__init__()
        self.list = CountingList("list", column_width=SIZE[0] // columns - 2 if columns > 1 else 0)
        self.drawn: list[int] = []
        self.clicked: list[int] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_item_list_picked(self, event: ItemList.Picked) -> None:
        self.clicked.append(event.place)

    def numbers(self, count: int, *, marked: int = -1) -> Drawn[int]:
        """Rows 0 to `count`, that tell when they are drawn."""

        def draw(row: int) -> Item:
            self.drawn.append(row)
            return Item(f"row {row}", tone=Tone.MARKED if row == marked else Tone.PLAIN)

        return Drawn(range(count), draw)

    def forget(self) -> None:
        """Count anew from here."""
        self.drawn, self.list.painted = [], ()

    def lines(self) -> list[str]:
        """What is to be read on the screen."""
        return ["".join(cell.text for cell in self.list.render_line(y)) for y in range(SIZE[1])]


def texts(items: Sequence[Item]) -> list[str]:
    return [item.text for item in items]


def test_drawn_is_the_sequence_of_its_items() -> None:
    items = Drawn("abc", Item)

    assert texts(items) == ["a", "b", "c"]
    assert texts(items[1:]) == ["b", "c"]
    assert items[-1] == Item("c")
    assert Item("b") in items
    with pytest.raises(IndexError):
        items[3]


@pytest.mark.parametrize("count", [20, MANY])
async def test_only_what_stands_on_the_screen_is_drawn(count: int) -> None:
    app = ListApp()
    async with app.run_test(size=SIZE) as pilot:
        app.forget()
        app.list.items = app.numbers(count)
        await pilot.pause()

        assert sorted(app.drawn) == list(range(20))
        assert sorted(app.list.painted) == list(range(20))


async def test_one_changed_item_is_one_painted_line() -> None:
    app = ListApp()
    async with app.run_test(size=SIZE) as pilot:
        app.list.items = app.numbers(MANY)
        await pilot.pause()
        app.forget()
        app.list.items = app.numbers(MANY, marked=7)
        await pilot.pause()

        assert app.list.painted == (7,)
        assert len(app.drawn) <= SIZE[1]


async def test_items_that_stay_the_same_are_not_painted() -> None:
    app = ListApp()
    async with app.run_test(size=SIZE) as pilot:
        app.list.items = app.numbers(MANY)
        await pilot.pause()
        app.forget()
        app.list.items = app.numbers(MANY, marked=5_000)
        await pilot.pause()

        assert app.list.painted == ()


@pytest.mark.parametrize(("before", "after", "painted"), [(5, 6, (5,)), (6, 5, (5,)), (8, 8, ())])
async def test_more_or_fewer_items_leave_the_other_lines_alone(
    before: int, after: int, painted: tuple[int, ...]
) -> None:
    app = ListApp()
    async with app.run_test(size=SIZE) as pilot:
        app.list.items = app.numbers(before)
        await pilot.pause()
        app.forget()
        app.list.items = app.numbers(after)
        await pilot.pause()

        assert app.list.painted == painted
        assert [line.strip() for line in app.lines()] == [f"row {n}" for n in range(after)] + [
            ""
        ] * (SIZE[1] - after)


async def test_items_stand_in_columns_page_below_page() -> None:
    app = ListApp(columns=2)
    async with app.run_test(size=SIZE) as pilot:
        app.list.items = app.numbers(MANY)
        await pilot.pause()

        assert [line.split() for line in app.lines()][:2] == [
            ["row", "0", "row", "20"],
            ["row", "1", "row", "21"],
        ]

        app.list.show(47)
        await pilot.pause()

        assert app.lines()[7].split() == ["row", "47", "row", "67"]


async def test_showing_a_page_draws_that_page_only() -> None:
    app = ListApp()
    async with app.run_test(size=SIZE) as pilot:
        app.list.items = app.numbers(MANY)
        await pilot.pause()
        app.forget()
        app.list.show(9_999)
        await pilot.pause()

        assert sorted(set(app.drawn)) == list(range(9_980, MANY))

        app.forget()
        app.list.show(9_985)
        await pilot.pause()

        assert (app.drawn, app.list.painted) == ([], ())


async def test_a_list_that_became_shorter_than_its_page_shows_its_last_page() -> None:
    app = ListApp()
    async with app.run_test(size=SIZE) as pilot:
        app.list.items = app.numbers(MANY)
        await pilot.pause()
        app.list.show(9_999)
        await pilot.pause()
        app.list.items = app.numbers(3)
        await pilot.pause()

        assert [line.strip() for line in app.lines()][:4] == ["row 0", "row 1", "row 2", ""]


async def test_another_size_shows_all_its_lines() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 5)) as pilot:
        app.list.items = app.numbers(MANY)
        await pilot.pause()
        await pilot.resize_terminal(*SIZE)
        await pilot.pause()

        assert [line.strip() for line in app.lines()] == [f"row {n}" for n in range(20)]


async def test_a_click_tells_the_place() -> None:
    app = ListApp(columns=2)
    async with app.run_test(size=SIZE) as pilot:
        app.list.items = app.numbers(30)
        await pilot.pause()
        await pilot.click("#list", offset=(2, 3))
        await pilot.click("#list", offset=(40, 3))
        await pilot.click("#list", offset=(40, 15))  # nobody stands there
        await pilot.pause()

        assert app.clicked == [3, 23]
