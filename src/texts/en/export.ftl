# What leaves the page: the text for a ticket, what is replaced in it, and the files.

export-title = To the ticket
export-form = Form of the text
export-form-text = Text
export-form-markdown = Markdown
export-redact = Replace names, addresses and ids

## What was replaced

export-no-names = Nothing in it is known to be a name.

# $count (Number)
# $n (String)
export-replaced = { $count ->
    [one] { $n } name was replaced
   *[other] { $n } names were replaced
}

export-replaced-means = The same name has the same stand-in in everything you take away in one go. What looks like no name and is none of an object, job or server stays: read the text before you send it.
export-replaced-caption = What was replaced
export-column-name = Name
export-column-stand-in = Stand-in
export-column-times = Times

## What a name is of, beside the kinds of objects

export-what-job = job
export-what-organization = organization
export-what-mail = mail address
export-what-domain = domain
export-what-host = host
export-what-ip = IP address
export-what-link = link
export-what-path = path
export-what-file = file
export-what-id = id
export-what-secret = secret
export-what-search = search text
export-what-name = name

## Files

export-files = Files
export-csv-about = All items as a table for a spreadsheet; no cell is taken for a formula.
export-json-about = The answers of the server, byte for byte.
export-svg-about = The timeline as it is in view, as a drawing that scales.
export-png-about = The same as a picture.
export-session = Saved session
export-session-about = One file that opens here again without the server.
export-note-redacted = Names are replaced in these files too. The server's own JSON is not offered: it would hold all of them.
export-note-names = These files hold names and addresses as the server sent them.
export-failed = This could not be saved. Reload the page and try again.

## In the last row of a table

# $why (String)
export-csv-incomplete-log = This log is incomplete: { $why }

# $why (String)
export-csv-incomplete-list = This list is incomplete: { $why }

## In a ticket about a saved session

# $file (String) - what it was opened from
# $server (String) - the server that it was saved from
export-server-of-file = { $file }, from { $server }
