# Why an answer or a saved session could not be read.

read-empty = The answer is empty. Load it again; if it stays so, look at the server's log.

# $at (String)
read-not-json = The answer is not JSON from byte { $at } on. Check that the address is that of the REST API.

read-web-page = The answer is a web page, not data. Check the address and the port; a proxy or a sign-in page may have answered in the server's place.

# $n (String)
read-cut = The answer ends in the middle. Rows whole before that: { $n }; they are kept. Load it again.

# What came instead, see `odd`.
# $found (String)
read-other = The answer is JSON, but not what belongs here. Check the address or the file. Found: { $found }

# $message (String)
read-error = The server answered with an error instead of data. It says: { $message }

## A saved session

read-saved-not = The file is no session that Tapeline saved.
read-saved-first-line = The file ends within its first line. Save the session again.

# $at (String)
read-saved-not-json = The first line of the file is not JSON from byte { $at } on.

# $version (String)
# $own (String)
read-saved-newer = The file has version { $version } of the format; this page reads version { $own }. Open it with a newer Tapeline.

# $product (String)
read-saved-product = The file is of a product that this page does not know: { $product }

# $n (String)
read-saved-part = Part { $n } of the file does not say what it is, or how long.

read-saved-no-log = The file holds no log of a session.
