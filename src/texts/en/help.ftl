# The map of keys and gestures.

help-title = Keys
help-heading = Keys and gestures

## Keys by name

help-key-home-end = Home End
help-key-enter = Enter
help-key-esc = Esc
help-key-arrows-or-letters = ← → or a d
help-key-shift-arrows = Shift and ← →
help-key-zero = 0 or f
help-key-windows = [ ] or u U
help-wheel = wheel or pinch
help-drag = drag
help-double-click = double click
help-overview = overview

## What they do

help-this-map = this map
help-search = search
help-step = previous, next item; in a table: row
help-ends = first, last item
help-open = in a table of sessions: open the session
help-escape = let go of the range, then of the item; close
help-failures = next, previous failure
help-warnings = next, previous warning
help-running = next, previous running item
help-hits = next, previous item found by search and filters
help-gaps = next, previous stretch in which nothing runs
help-breaks = draw long stretches in which nothing runs short
help-move = move the window
help-zoom = zoom
help-range = choose a range; s: that of the item
help-zoom-to = zoom to the range, or to the item
help-fit = show the whole session
help-windows = back and forward through windows
help-wheel-does = zoom at the pointer, once the picture was clicked or with Ctrl (⌘); sideways or with Shift: move; with Alt: scroll tall rows
help-drag-does = move the window; with Shift: choose a range
help-overview-does = drag there to choose the window

## Of the browser's own search

help-browser-search = The browser’s search sees only the rows on screen; the page’s own (key /) looks through all of them
