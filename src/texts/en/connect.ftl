# Connect: which server, a token, and what else the page can be tried with.

connect-title = Connect
connect-question = What did the backup server do, and when?
connect-intro = Tapeline reads the job sessions of a Veeam backup server and draws each session’s log on a time axis. It runs in this browser alone, sends GET requests only, and keeps nothing.
connect-sample-title = No server at hand?
connect-sample-text = A month of backups of a company that does not exist, fetched with this page. Nothing is sent anywhere.
connect-sample-try = Try it with sample data
# $product (String)
connect-sample-machines = Sample data of { $product }
connect-file-title = Somebody sent you a file?
connect-file-text = A saved answer of the server opens here without any server. It does not leave this computer.

## In a frame of somebody else

connect-waiting-title = Waiting for the page around this one
connect-waiting-text = Only a portal that config.json lists can sign in here.
connect-framed-title = Another page shows Tapeline in a frame
connect-framed-text = For your safety Tapeline takes no token here, since the page around it could lie about where you are. Sample data and saved files work in place.
connect-own-tab = Open Tapeline in its own tab

# $portal (String)
connect-portal-let = Let { $portal } sign in

# $portal (String)
# $server (String)
connect-portal-signed-in = Signed in by { $portal } for { $server }

# $portal (String)
connect-portal-cannot = { $portal } cannot sign in unless you let it.

# $portal (String)
connect-portal-may = { $portal } may sign in here.

## The form

connect-proposed = The address you opened names this server. Check that it is the one you mean before you give it a token.
connect-form = Connect to a server
connect-local-network = On connecting, the browser may ask whether this page may reach devices on the local network. The backup server is one of them.
connect-address = Server address

# $port (String)
connect-address-hint = Name and port of the REST service; the port is { $port } unless it was changed.

connect-product = Product
connect-version = API version
connect-version-find-out = find out
connect-token = Access token
connect-token-show = Show
connect-token-hint = Kept in this page’s memory only; a reload or “Sign out” forgets it. A whole token answer may be pasted.
connect-token-keep = Keep the token until this tab is closed, also over a reload
connect-target-unknown = Type the server’s address first: here stands where the token will be sent.

# The server follows in bold, then `connect-target-after`.
connect-target = The token will be sent to

connect-target-after = and nowhere else.
connect-not-listed = Whoever runs this page allows only the servers of its list; ask them to add this one.

## How to get a token

connect-help-title = How do I get a token?
connect-help-text = These lines ask for the password, and never keep it.

## While it connects

connect-connecting = Connecting …

# What is being done, and that it takes its time.
# $progress (String)
connect-slow = { $progress } This takes long. Perhaps the browser is asking for a permission.

# $server (String)
# $version (String)
connect-asking = Asking { $server } for job sessions ({ $version }) …

# $version (String)
connect-finding-version = Finding out which API version is served: asking for { $version } …

# $version (String)
connect-choose = Choose { $version }

connect-new-tab = Open the server’s address in a new tab
connect-no-other-version = No other version answers there.
connect-no-version = No API version is served there.

# $version (String)
connect-version-answers = { $version } answers: it is used from now on.

connect-use-version = Use a version that answers

## The token again

connect-ended-title = The token’s time is over
connect-ended-text = It ended, or was an hour old, as servers end them by default. Where the whole token answer is pasted, its real life is known.
connect-left-title = A token is needed again
connect-left-text = The page was left, and forgot its token.
connect-refused-title = The server asks for a valid token
connect-refused-text = The token has ended or is not accepted (401). If the very first request was refused, it may have been requested without disable_antiforgery_token=true, which current servers need.
connect-renew-keeps = What is loaded stays here; with a new token loading goes on where it stopped.

## Signing out

connect-sign-out = Sign out
connect-leave-sample = Leave sample
connect-signed-out = Signed out: the token and all data are gone from this page. The token itself stays valid on the server until it expires.

# $server (String)
connect-other-server = The address names another server than the one your token was given for. The token for { $server } was dropped and was not sent anywhere else.

connect-token-in-address = The address held an access token. Tapeline does not take tokens from addresses: it was removed and not used. Treat that token as exposed and revoke it, since addresses are kept in histories and logs.
connect-idle-out = Nobody did anything here for a while: the token and all data were forgotten.
connect-idle-warning = Signing out soon, because nobody does anything here: the token and all data will be forgotten.
connect-stay = Stay signed in
