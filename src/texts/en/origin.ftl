# What is said of a server's address that was typed.

origin-empty = Type the server's address, such as https://backup01:4443.
origin-control = The address holds a line break, a tab or another control character. Type it by hand.
origin-space = The address holds a space. Take it out.
origin-backslash = The address holds a backslash. Write https://server:port, without any.
origin-scheme = The address must begin with https://.
origin-plain-http = Without encryption the token could be read on the way. Use https://; http:// works for this computer (localhost) only.
origin-user-info = Leave out the user name and the @. Tapeline takes a token, never a name and password.
origin-no-host = The server's name is missing. Write it as https://backup01:4443.
origin-non-ascii = The name holds letters beyond a-z, or invisible ones. Write it in its xn-- form (punycode), so that look-alike letters cannot mislead.
origin-host = A server's name is made of letters, digits, hyphens and single dots.
origin-trailing-dot = Leave out the dot at the end of the name; certificates do not carry it.
origin-too-long = The name is longer than a server's name can be.
origin-ipv4 = Write an IPv4 address as four numbers from 0 to 255, such as 10.0.0.5.
origin-ipv6 = Write an IPv6 address in brackets, such as https://[fd00::5]:4443.
origin-port = The port is a number from 1 to 65535, such as :4443.
origin-path = Give the server only, such as https://backup01:4443, without a path after it.
origin-query = Give the server only, such as https://backup01:4443, without ? or # after it.

## What was added or left out

origin-note-scheme = https:// was put in front.
origin-note-path = The path after the server was left out; Tapeline adds its own.
