"""How long it takes to find the likeliest double of an idea among 5 000 of earlier meetings.

.venv/bin/python -m tests.benchmarks.doubles
"""

from __future__ import annotations

import random
import statistics
import time

from biq_tui.meetings.likeness import Likeness

IDEAS, SEARCHES, AIM_MS = 5_000, 300, 50.0
_SYLLABLES = [f"{one}{two}" for one in "bdgklmnrstw" for two in "aeiou"]


def main() -> None:
    """Print the table."""
    chance = random.Random(2027)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 6))) for _ in range(8_000)]

    def idea(most: int) -> str:
        return " ".join(chance.choices(words, k=chance.randint(1, most)))

    ideas = [idea(8) for _ in range(IDEAS)]
    began = time.perf_counter()
    likeness = Likeness(ideas)
    made = (time.perf_counter() - began) * 1000
    took = []
    for _ in range(SEARCHES):
        typed = idea(12)
        began = time.perf_counter()
        likeness.likest(typed)
        took.append((time.perf_counter() - began) * 1000)
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"{IDEAS} ideas, {len(set(words))} words: index {made:.0f} ms, made once a tab")
    print(f"a search: median {statistics.median(took):.1f} ms, p95 {p95:.1f} ms, aim {AIM_MS:.0f}")


if __name__ == "__main__":
    main()
