# Opening a file.

file-title = Open a saved file
file-choose = Choose a file
file-about = A session that Tapeline saved, or a server’s answer to …/LogItems or …/log, one page or several, as JSON: choose it, drop it here, or paste its text. It is read in this page and goes nowhere.
file-pasted = pasted text

## Complaints

# $name (String)
# $why (String)
file-cannot-show = The file { $name } cannot be shown. { $why }

file-not-to-its-end = It could not be read to its end. Is it still there?

# $name (String)
file-unreadable = The file { $name } could not be read. Is it still there?

# $name (String)
file-packed = The file { $name } is packed, and broken. Save it again.

# $name (String)
file-list-of-sessions = The file { $name } holds a list of sessions. Tapeline opens the log of one session from a file: save the answer to …/LogItems, or to …/log on Azure.

# {what} is what it is instead.
# $name (String)
# $what (String)
file-no-log = The file { $name } is no log that Tapeline knows: { $what }. Save the answer of the server to …/JobSessions/{"{"}id{"}"}/LogItems, or to …/jobSessions/{"{"}id{"}"}/log on Azure, and open that file.

# $name (String)
file-breaks-off = The file { $name } breaks off, or is no session that Tapeline saved. Save it again.

file-no-pages = The pages in it are of no log.
file-too-large = It breaks off, or is larger than 16 MB. Save its pages as files of their own, and open them together.

## Files of known noise

# $name (String)
# $what (String)
file-noise = The file { $name } holds known noise. { $what }

# $rules (String)
file-noise-in-use = In use until this page is closed: { $rules }.

# $count (Number)
# $n (String)
file-noise-rules = { $count ->
    [one] { $n } rule
   *[other] { $n } rules
}
