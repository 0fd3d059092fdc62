# How figures are written.

format-decimal = .
format-thousands = ,

# From Monday on, with a blank between.
format-weekdays = Mon Tue Wed Thu Fri Sat Sun

# From January on, with a blank between.
format-months = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
