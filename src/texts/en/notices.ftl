# What the page says of itself.

# $path (String)
notices-no-view = There is no view at “{ $path }”.

# A link to the sessions follows.
notices-no-view-rest = The rest of the address was kept. Choose a view above, or go to the

notices-no-view-link = job sessions
