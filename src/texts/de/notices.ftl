# What the page says of itself.

notices-no-view = Unter „{ $path }“ gibt es keine Ansicht.
notices-no-view-rest = Der Rest der Adresse blieb erhalten. Wählen Sie oben eine Ansicht, oder gehen Sie zu den
notices-no-view-link = Jobsitzungen
