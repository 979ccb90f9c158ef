"""Speed, measured by hand: `python -m tests.benchmarks.NAME`. Ratios within one run count."""
