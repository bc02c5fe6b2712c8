"""The press: the noticeboard of every unit, its letters, its platforms, its calendar, its wall newspaper and its digest."""
