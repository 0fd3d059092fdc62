# What people read when a request fails: what happened, why, and what to do. Which of it is said when: `api/explain`.

## How sure

faults-certain = certain
faults-likely = likely
faults-possible = possible

## Who can do it

faults-who-you = you
faults-who-you-or-backup = you, or the administrator of the backup server
faults-who-backup = the administrator of the backup server
faults-who-backup-or-proxy = the administrator of the backup server, or of the proxy in front of it
faults-who-network = the administrator of the network or of the proxy in front of the server
faults-who-host = whoever put this page on its host

# The same in a report for somebody else.
faults-user = the user

faults-user-or-backup = the user, or the administrator of the backup server

## The server's own words, after why

# $why (String)
# $said (String)
faults-says = { $why } The server says: “{ $said }”

## The report

faults-report-title = Tapeline could not read from a backup server
faults-report-what = What
faults-report-cause = Cause
faults-report-how-sure = How sure
faults-report-when = When
faults-report-page = Page
faults-report-server = Server
faults-report-product = Product
faults-report-version = API version
faults-report-request = Request
faults-report-status = Status
faults-report-code = Error code
faults-report-token = Token

# $minutes (String)
faults-report-token-set = set, { $minutes } min old

faults-report-token-none = none
faults-report-who = Who can help
faults-report-do = To do

## The panel

faults-panel-who = Who can help:{" "}
faults-panel-copy = Copy report for the administrator
faults-panel-report = What the report says

## Said in several places

faults-do-new-token = Paste a new token. What is loaded stays, and loading goes on from there.
faults-do-again-goes-on = Try again: loading goes on where it stopped.
faults-token-refused = The server does not accept the token (401)

# $server (String)
faults-do-same-server = Make sure that it was requested from { $server }.

faults-forbidden-title = The server knows the token, but refuses this (403)
faults-do-find-out-version = Set the API version to “find out”, or choose another.

# $product (String)
# $own-port (String)
# $port (String)
faults-do-check-port = Check the port: { $product } listens on port { $own-port } unless that was changed; this address uses { $port }.

# $wait (String)
faults-do-wait = Wait a little and try again.{ $wait }

faults-do-again = Try again.
faults-do-report = If it stays, give the report below to the administrator.

# $count (Number)
# $n (String)
faults-wait = {" "}It asks for { $count ->
        [one] 1 second
       *[other] { $n } seconds
    }.

## cors

faults-cors = The server is there, but does not let this page read its answers

# $page (String)
faults-cors-why = A request without a token got through, so name, port and certificate are good. The browser withholds answers unless the server allows pages of { $page } by CORS, and that permission did not come.

faults-cors-do-1 = Best: serve this page and the API under one name through a reverse proxy. Then no permission is needed.

# $page (String)
# $headers (String)
faults-cors-do-2 = Or let the server, or a proxy in front of it, answer OPTIONS requests without asking for a token, with status 204 and these headers: Access-Control-Allow-Origin: { $page } · Access-Control-Allow-Methods: GET · Access-Control-Allow-Headers: { $headers }. Each of them must be named; * does not cover Authorization.

faults-cors-do-3 = The same Access-Control-Allow-Origin header belongs on every other answer too, refusals such as 401 included.
faults-cors-do-twice = If another program, such as curl, shows that header, see that it comes only once: where the server and a proxy both add it, two values come, and browsers take neither. A proxy must drop the server’s own.
faults-cors-do-4 = If it worked earlier today, the token may have ended: servers often leave that header out of a refusal. Try a new token first.

## cors-from-file

faults-cors-from-file = A page opened from a file may not call a server
faults-cors-from-file-why = This page has no web address of its own, so no server can allow it.
faults-cors-from-file-do-1 = Open the page from a web server. A saved session can be opened here all the same, with “Open file”.

## no-connection

# $server (String)
faults-no-connection = No connection to { $server }

faults-no-connection-why = Even a request without a token did not get through. A certificate that this computer does not trust, a wrong name or port, a firewall, or a missing VPN all look the same to a page.

# $server (String)
faults-no-connection-do-1 = Open { $server } in a new tab: the browser itself says there what is wrong.

# $host (String)
faults-no-connection-do-2 = If it warns about the certificate, have the administrator install one that your computers trust, for the name { $host }. Do not get used to clicking the warning away.

# $product (String)
# $own-port (String)
# $port (String)
faults-no-connection-do-3 = If it finds nothing, check name and port. { $product } listens on port { $own-port } unless that was changed; this address uses { $port }.

faults-no-connection-do-4 = If the server is on an internal network, check VPN and firewall, and whether the browser asked for access to the local network.
faults-no-connection-do-certificate = If it asks there for a certificate of yours: this page sends none, so the server or a proxy must not demand one.

# $host (String)
faults-no-connection-do-nameless = If it warns about the certificate: the one that the product makes for itself bears no host name, so that it does not fit even where it is trusted. Have the administrator install one for the name { $host }, or go through a proxy that has one.

faults-no-connection-do-preflight = If it answers there, and only this page cannot: the browser asks first (OPTIONS) whether it may send the headers Authorization and x-api-version, and the server may answer that with a broken connection. A proxy in front of it can answer in its place.
faults-no-connection-do-5 = On Veeam Backup for Microsoft 365 the REST service is off until an administrator switches it on.

## lost

# $server (String)
faults-lost = The connection to { $server } was lost

faults-lost-why = It answered before, so name and certificate were good then. Now even a request without a token does not get through: the service restarts, or the network or VPN changed.
faults-lost-do-1 = Check network and VPN, then try again: loading goes on where it stopped.

# $server (String)
faults-lost-do-2 = If it stays, open { $server } in a new tab: the browser itself says there what is wrong.

## unreachable

# $server (String)
faults-unreachable = No answer from { $server } that this page may read

# $page (String)
faults-unreachable-why = The browser does not say why. Either there is no connection (certificate, name, port, firewall), or the server does not allow pages of { $page } to call it (CORS).

# $server (String)
faults-unreachable-do-1 = Open { $server } in a new tab. If an answer of any kind comes, even “not found”, the connection is good and the permission (CORS) is missing. If not, the browser says there what is wrong.

# $product (String)
# $own-port (String)
# $port (String)
faults-unreachable-do-2 = Check name and port. { $product } listens on port { $own-port } unless that was changed; this address uses { $port }.

faults-unreachable-do-3 = If the server is on an internal network, check VPN and firewall.

## token-ended-unseen

# $server (String)
faults-token-ended-unseen = { $server } answered before and now its answers cannot be read

faults-token-ended-unseen-why = The token is old enough to have ended. Many servers leave the permission for pages (CORS) out of a refusal, so that the browser shows a failed connection in place of “401”.

# $server (String)
faults-token-ended-unseen-do-2 = If that does not help, open { $server } in a new tab and see whether it answers at all.

## offline

faults-offline = This computer seems to be offline
faults-offline-why = The host of this page does not answer either.
faults-offline-do-1 = Check the network. Loading goes on where it stopped once you try again.

## policy

# $server (String)
faults-policy = This page's own policy does not allow { $server }

faults-policy-why = The Content-Security-Policy that this page was delivered with does not list that server under connect-src.

# $server (String)
faults-policy-do-1 = Add { $server } to connect-src of the policy, and to config.json, where the two are kept together.

## local-network

faults-local-network = The browser does not let this page reach the local network
faults-local-network-why = The permission for local network access was refused, or was not handed on to a page in a frame.
faults-local-network-do-1 = Open the site settings from the icon beside the address, allow access to the local network, and try again.
faults-local-network-do-2 = Inside a portal: its frame needs the attribute allow="local-network".
faults-local-network-do-3 = For everybody at once: serve this page from the same network as the server, or roll out the browser's policy for local network access.

## slow-to-answer

# $seconds (String)
faults-slow-to-answer = No answer within { $seconds } s

faults-slow-to-answer-why = The server is very busy, or something on the way swallows the request: a firewall that drops packets does that.
faults-slow-to-answer-do-1 = Try again. If the browser asks for permission to reach the local network, answer that first.

# $server (String)
faults-slow-to-answer-do-2 = Check VPN and firewall, and open { $server } in a new tab to see whether it answers there.

## stalled

faults-stalled = The answer stopped coming

# $seconds (String)
faults-stalled-why = Nothing more came for { $seconds } s. The server or something on the way lost the connection.

## too-slow

# $seconds (String)
faults-too-slow = The answer took longer than { $seconds } s

faults-too-slow-why = The connection is slow or the server is very busy.

## cut

faults-cut = The answer was cut off
faults-cut-why = The connection ended before the answer did. What had come by then is kept.
faults-cut-do-1 = Try again: loading goes on where it stopped, in smaller pieces.
faults-cut-do-2 = If it keeps happening, a proxy in front of the server may limit the time or the size of an answer.

## too-large

# $mib (String)
faults-too-large = The answer is larger than { $mib } MiB

faults-too-large-why = Loading was ended so that the page does not run out of memory.
faults-too-large-do-1 = Narrow it down with a time range or a job.

## aborted

faults-aborted = Stopped
faults-aborted-why = Loading was stopped. What had come by then is kept.
faults-aborted-do-1 = Go on whenever you like; it continues where it stopped.

## redirected

faults-redirected = The server wants the browser to go elsewhere
faults-redirected-why = A sign-in proxy in front of the server, or an address that has moved. This page follows no redirection, so that the token goes nowhere else.

# $server (String)
faults-redirected-do-1 = Open { $server } in a new tab. If it leads to a sign-in page, sign in there and try again.

faults-redirected-do-2 = If it leads to another address of the same server, use that address here.

## insecure

faults-insecure = Nothing was sent: the connection would not be encrypted

# $server (String)
faults-insecure-why = The token could be read on its way to { $server }.

faults-insecure-do-1 = Use an address that begins with https://, for this page as well as for the server.

## token-refused-vb365

faults-token-refused-vb365-why = The most common reason on a first try: it was requested without disable_antiforgery_token=true. Current versions bind such a token to a cookie that this page cannot have. Or it has ended, was not copied whole, or is for another server.
faults-token-refused-vb365-do-1 = Request a new token with disable_antiforgery_token=true, with the lines under “How do I get a token?”, and paste it.

## token-refused-azure

faults-token-refused-azure-why = It has ended (tokens last 60 minutes), was not copied whole, is for another server, or a second factor was left out when it was requested.
faults-token-refused-azure-do-1 = Request a new token with the lines under “How do I get a token?”, and paste it.

## token-refused-vbr

faults-token-refused-vbr-why = It has ended (tokens last 15 minutes on most servers), was not copied whole, or is for another server. The server may answer so with nothing beside it.

## token-ended

faults-token-ended = The token has ended (401)
faults-token-ended-why = The server accepted it before and no longer does. Tokens last 60 minutes unless the administrator chose another time; those of Backup & Replication may end after 15.

## forbidden

faults-forbidden-why = The account may lack the right to see sessions. On Veeam Backup for Microsoft 365 the REST service can also be limited to restore operators, which shuts administrators out as well.
faults-forbidden-do-1 = Use a token of an account that may see backup sessions.
faults-forbidden-do-2 = Ask whether the REST service is set to operators only.

## forbidden-azure

faults-forbidden-azure-why = The account's role may not see sessions, or the licence agreement was not accepted yet on the appliance.
faults-forbidden-azure-do-1 = Use a token of an account whose role may see sessions.

# $server (String)
faults-forbidden-azure-do-2 = Sign in to { $server } in a browser once and see whether it asks to accept the licence agreement.

## forbidden-vbr

faults-forbidden-vbr-why = The account's role may not see sessions. The role Backup Viewer is enough.

## forbidden-by-proxy

faults-forbidden-by-proxy = Something in front of the server refuses this (403)
faults-forbidden-by-proxy-why = The refusal came as a web page. The REST service sends none, so a proxy or a web application firewall speaks.

# $page (String)
# $server (String)
faults-forbidden-by-proxy-do-1 = Have GET requests of { $page } let through to { $server }.

faults-forbidden-by-proxy-do-2 = Or use an address that leads to the server directly.

## proxy-sign-in, long-header, client-certificate, refused-by-proxy: a program in front of the server speaks

# $status (String)
faults-proxy-sign-in = Something in front of the server wants a sign-in of its own ({ $status })

faults-proxy-sign-in-why = The refusal is none of the backup server's, which sends no web page with it and asks for nothing but its token. It says nothing about the token. One request cannot carry both, so this page cannot sign in to a proxy on its way.

# $page (String)
# $server (String)
faults-proxy-let-through = Have the proxy let GET and OPTIONS requests of { $page } pass to { $server } without a sign-in or certificate of its own.

# $status (String)
faults-long-header = The server, or something in front of it, takes no header of this length ({ $status })

# A sentence with a blank before it, or nothing.
# $letters (String)
faults-long-header-why = The token is the only long part of a request.{ $letters }

# $letters (String)
faults-token-letters = {" "}The one that was sent has { $letters } characters.

faults-long-header-do-1 = Make sure that the token is one of this server: paste only the value of access_token.
faults-long-header-do-2 = If the token is right, have the limit for request headers raised: in nginx large_client_header_buffers, in Apache LimitRequestFieldSize, in IIS MaxFieldLength and MaxRequestBytes, in HAProxy tune.bufsize.

# $status (String)
faults-client-certificate = Something in front of the server wants a certificate from this browser ({ $status })

faults-client-certificate-why = It asks for a client certificate. This page's requests carry none, and no cookies: the token alone says who asks.

# $status (String)
faults-refused-by-proxy = Something in front of the server refuses the request ({ $status })

# A sentence with a blank before it, or nothing.
# $letters (String)
faults-refused-by-proxy-why = The refusal came as a web page. The REST service sends none, so a proxy speaks. It may not know the name, not like the path, or take no header as long as the token's.{ $letters }

## other-family

# $family (String)
faults-other-family = Another product answers here: { $family }

faults-other-family-why = It wants the header x-api-version with every request, as neither Veeam Backup for Microsoft 365 nor Veeam Backup for Microsoft Azure do. Choose the product that answers here.
faults-family = Veeam Backup & Replication, or Veeam Backup for AWS or Google Cloud

## revision

# $version (String)
faults-revision = The server does not serve revision { $version } of its API

# $product (String)
faults-revision-why = { $product } is asked for a revision with every request (header x-api-version), and serves none of those that Tapeline knows, or not this one.

## no-parts

faults-no-parts = The server has no sessions of single machines here (404)
faults-no-parts-why = Servers before 12.3 have none, and neither have sessions of agents, of replicas of old versions, or of what is no job of machines.
faults-no-parts-do-1 = The log of the session itself tells how each machine ended.

## no-such-session

faults-no-such-session = The server does not know this session (404)
faults-no-such-session-why = It was deleted when its time to be kept was over, or the link is from another server or product.
faults-no-such-session-do-1 = Go back to the list of sessions and look for it there.

# $server (String)
faults-no-such-session-do-2 = Check that the link is meant for { $server }.

faults-no-such-session-do-3 = If other sessions are not found either, choose another API version.

## no-such-job

faults-no-such-job = The server does not know this job (404)
faults-no-such-job-why = The job was deleted, or the link is from another server.
faults-no-such-job-do-1 = Take the job out of the filter.
faults-no-such-job-do-2 = If lists are not found in general, choose another API version.

## no-such-version

# $version (String)
faults-no-such-version = The server does not know version { $version } of the API here (404)

faults-no-such-version-why = It speaks another version (an upgrade can take an old one away), or it is another product.

# $product (String)
# $own-port (String)
faults-no-such-version-do-2 = Check the product and the port: this page expects { $product }, which listens on port { $own-port } unless changed.

## other-web-server

faults-other-web-server = A web server answers here, but not the backup server's API (404)
faults-other-web-server-why = “Not found” came as a web page. The REST service sends none, so another web server has this name and port.
faults-other-web-server-do-2 = If a proxy stands in front, have it pass on the API's paths.

## too-many

faults-too-many = The server asks for a pause (429)
faults-too-many-why = It received more requests in a short time than it allows.
faults-too-many-do-2 = If it keeps coming, ask the administrator for a higher limit.

## unavailable

# $status (String)
faults-unavailable = The service is not ready ({ $status })

faults-unavailable-why = It is starting, under maintenance, or overloaded.
faults-unavailable-do-2 = If it lasts, have the administrator look whether the Veeam REST service runs.

## gateway

# $status (String)
faults-gateway = A proxy gets no good answer from the server ({ $status })

faults-gateway-why = Something in front of the backup server is up, the REST service behind it is not, or is too slow.

# $wait (String)
faults-gateway-do-1 = Try again in a little while.{ $wait }

faults-gateway-do-2 = Have the administrator look whether the Veeam REST service runs.

## server-error

# $status (String)
faults-server-error = The server failed while answering ({ $status })

faults-server-error-why = An error inside the server. This page only asked; it changed nothing.
faults-server-error-do-2 = If it stays, give the report below to the administrator; the server's own log says more.

## bad-request

faults-bad-request = The server does not accept the request (400)
faults-bad-request-why = A filter or page size that this version does not know, most likely because it is another version than the one chosen.
faults-bad-request-do-1 = Take out the filters and try again.

## not-allowed

faults-not-allowed = The server does not let this be read (405)
faults-not-allowed-why = This version wants another kind of request, which this page does not make: it only reads. Or a proxy lets no requests of this kind through.
faults-not-allowed-do-1 = Choose another API version.
faults-not-allowed-do-2 = If a proxy stands in front, have it let GET requests through.

## proxy-login

faults-proxy-login = A proxy wants its own sign-in (407)
faults-proxy-login-why = Not the backup server, but a proxy between this browser and it asks who you are.

# $server (String)
faults-proxy-login-do-1 = Open { $server } in a new tab and sign in to the proxy there, then try again.

## other-status

# $status (String)
faults-other-status = The server answered in a way that was not expected ({ $status })

faults-other-status-why = Neither product is known to answer like this; perhaps a proxy in front of it does.

## web-page

faults-web-page = A web page came in place of data
faults-web-page-why = A sign-in page, a proxy's message, or another web server at this address.

# $server (String)
faults-web-page-do-1 = Open { $server } in a new tab. If it shows a sign-in page, sign in there and try again.

## no-data-type

faults-no-data-type = Something else than data came

# $content-type (String)
faults-no-data-type-why = The answer is no JSON; it calls itself “{ $content-type }”. Perhaps another service has this address.

faults-no-data-type-do-1 = Check name, port and product.

## empty

faults-empty = An empty answer came
faults-empty-why = The server said that all is well and sent nothing. That does not mean that there is nothing: a list without rows is sent as an empty list. A proxy may have taken the answer away.

## said-an-error

faults-said-an-error = The server sent an error in place of data

## unreadable

faults-unreadable = The answer could not be read
faults-unreadable-do-2 = Check that product and API version are right.
faults-unreadable-do-3 = If it stays, report it with the text below.

## no-such-resource

# $version (String)
# $product (String)
faults-no-such-resource = Version { $version } of { $product } does not have this

faults-no-such-resource-do-1 = If the server speaks a newer version, choose that one.
