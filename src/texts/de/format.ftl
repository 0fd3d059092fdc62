# Wie Zahlen und Zeiten geschrieben werden.

format-decimal = ,
format-thousands = .
format-weekdays = Mo Di Mi Do Fr Sa So
format-months = Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez
