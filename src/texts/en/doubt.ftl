# Why a list that has ended may not be all there is.

doubt-other-form = The server changed the form of its answers in the middle of the list.
doubt-shorter = The list became shorter while it was being loaded.
doubt-other-part = The server sent another part of the list than the one asked for.
doubt-again = The server sent rows again that it had sent before.
doubt-too-many = The list has more rows than this page can hold; the rest was left.
doubt-too-few-at-a-time = The server sends too few rows at a time; the rest was left.
doubt-counts-more = The server counts more rows than it sent.
doubt-counts-fewer = The server counts fewer rows than it sent.

# Some rows are missing, all others came. Rows count from 0, as `offset` does.
# $count (Number)
# $rows (String)
# $status (String)
doubt-missing-with-status = { $count ->
        [one] The server cannot give row { $rows } ({ $status }); all others came. Rows are counted from 0.
       *[other] The server cannot give rows { $rows } ({ $status }); all others came. Rows are counted from 0.
    }

# $count (Number)
# $rows (String)
doubt-missing = { $count ->
        [one] The server cannot give row { $rows }: its answer breaks off there, or is an error. All others came. Rows are counted from 0.
       *[other] The server cannot give rows { $rows }: its answers break off there, or are errors. All others came. Rows are counted from 0.
    }

# $rows (String)
# $n (String)
doubt-and-others = { $rows } and { $n } more

## Of a file

doubt-file-end = The file could not be read to its end; what came before is shown.
doubt-file-saved = It was not all loaded when it was saved.
doubt-file-page = The file is one page of a longer list.
doubt-file-full-page = The page in the file is full, and it does not say whether another one follows.
doubt-file-breaks-off = The file breaks off; what came before is shown.
doubt-file-part = A part of the file is missing or could not be read; the rest is shown.
doubt-file-mixed = The file holds logs of several sessions, shown here as if they were one.

## In a sentence or a ticket

doubt-loading = loading has not ended
doubt-no-log-in-file = the file does not hold it
doubt-no-server = there is no server to ask
doubt-not-loaded = it could not be loaded
doubt-sessions = not all sessions were loaded
doubt-machines = The steps of its machines are not all loaded.
