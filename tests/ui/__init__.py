"""The screens' own building blocks."""
