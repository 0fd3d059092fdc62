# Opening a file.

file-title = Open a saved file
file-choose = Choose a file
file-about = A session that Tapeline saved, a server’s answer to …/LogItems or …/log, one page or several, or what the cmdlets gave, as JSON or CSV: choose it, drop it here, or paste its text. It is read in this page and goes nowhere.
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
file-list-of-sessions = The file { $name } holds a list of sessions. Tapeline opens the log of one session from a file: save the answer to …/LogItems, to …/log on Azure and AWS, or to …/logs on Backup & Replication.

# {what} is what it is instead.
# $name (String)
# $what (String)
# $advice (String)
file-no-log = The file { $name } is no log that Tapeline knows: { $what }. { $advice }Save the answer of the server to …/JobSessions/{"{"}id{"}"}/LogItems, to …/jobSessions/{"{"}id{"}"}/log on Azure, to …/sessions/{"{"}id{"}"}/logs on Backup & Replication, to …/sessions/{"{"}id{"}"}/log on AWS, or to …/job-sessions/{"{"}id{"}"}/logs on Veeam Data Cloud, and open that file.

# $name (String)
file-breaks-off = The file { $name } breaks off, or is no session that Tapeline saved. Save it again.


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

## What a file is instead; each in a sentence: “… is no log that Tapeline knows: an archive.”

file-is-archive = an archive (ZIP, 7z and the like)
file-is-pdf = a PDF
file-is-office = an office document
file-is-event-log = a Windows event log
file-is-picture = a picture
file-is-database = a database
file-is-program = a program or a memory dump
file-is-utf-32 = text in UTF-32
file-is-binary = bytes that are no text
file-is-xml = XML
file-is-cli-xml = PowerShell’s own XML (Export-Clixml)
file-is-program-log = a program’s own log file, lines written for people

# $format (String)
file-is-console = what { $format } shows on the console, cut to its width

file-is-table = a table (CSV) of something else
file-is-too-shallow = JSON of PowerShell in which the rows are mere texts, because ConvertTo-Json was given too small a -Depth

file-advice-unpack = Unpack it, and open the file that is in it.
file-advice-text = Text that can be read by a program is needed, not a picture of it.

# $command (String)
file-advice-cmdlet = With PowerShell: { $command }

file-advice-web-page = Perhaps a sign-in page was saved in place of the answer.

## Several things in one file

# $name (String)
file-found = In the file { $name }
file-found-recording = A recording of a browser (HAR). Choose the answer that is to be shown; nothing else of the recording is kept.
file-found-secret = It carries a token, a password or cookies of the one who made it. They are not shown or kept here, but whoever has the file has them: let them be withdrawn, and delete the file.
file-found-none = It is a recording of a browser (HAR), and no answer in it is a log or a list of sessions. Record it again with the log of the session open, and with the contents of the answers.
file-found-sessions = Sessions, with their logs where these are there to be opened.
file-found-log = Log
file-found-job-sessions = Job sessions
file-found-retrievals = Data-retrieval sessions
file-found-what = What
file-found-result = Result
file-found-time = Time
file-found-open = Open

# $n (String)
file-found-more = … and { $n } more, which are not listed.

file-found-cut = The file breaks off; what came before is listed.

## How to make such files

file-how = How do I make such a file?
file-how-rest = With a token, the answer of the REST API:
file-how-log = On the backup server, the log of the last session of a job:
file-how-sessions = Sessions of the last days with their logs, to choose from:
file-how-csv = As a table:
file-how-other = A recording of a browser (HAR), UTF-16, one item a line and text copied from a page or a console open, too. Times in CSV name no zone: JSON is better.

# $name (String)
# $n (String)
file-lacks = The last { $n } bytes of the file { $name } are missing: what is shown of it may not be all.
