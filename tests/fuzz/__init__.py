"""Bad input in numbers: every parser and form, fed with what nobody should have to expect."""
