"""All events on screens: the calendar, the tab of the house, Heute."""
