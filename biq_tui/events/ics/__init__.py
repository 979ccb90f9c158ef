"""Events for calendars outside, and back from them (RFC 5545, RFC 5546)."""
