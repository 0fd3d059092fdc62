# What is said of a pasted token, and of how to get one.

token-empty = Paste an access token.
token-too-long = This is longer than any token (16 KiB). Paste only the value of access_token.

# $letters (String)
token-too-long-by = This has { $letters } characters and is longer than any token (16 KiB): servers and proxies take no header of that length. Paste only the value of access_token.

token-non-ascii = This holds characters that no token has, perhaps invisible ones or dots in place of a part that was cut off. Copy the token again.
token-line-break = This is broken over several lines, as a console shows long text. Copy the token with Set-Clipboard, as the help below does.
token-control = This holds control characters. Copy the token again.
token-space = This holds spaces. A token is one word; paste only the value of access_token.
token-no-access-token = This looks like a server's answer, but there is no access token in it. If it is an error, it says why; if it asks for a second factor, that step comes first.
token-not-a-token = This is no token. Paste the value of access_token, or the whole answer that holds it.
token-is-refresh = This is a refresh token: it only gets new tokens, and no server answers it. Paste the value of access_token, and treat this one as a secret.

## What was left out

token-note-quotes = Quotes around it were left out.
token-note-bearer = The word Bearer was left out.
token-note-header = The header's name was left out.
token-note-name = The name access_token was left out.
token-note-answer = Only access_token of the answer was kept.
token-note-refresh = The refresh token was dropped: Tapeline neither needs nor keeps it. Treat the copied text as a secret.

## What else to know about getting one

token-help-antiforgery = disable_antiforgery_token=true matters: without it the server refuses the token when this page uses it.
token-help-life = A token lasts 60 minutes unless the administrator chose another time.
token-help-life-azure = A token lasts 60 minutes.
token-help-life-vbr = A token lasts 15 minutes on most servers, and 60 on some; this page reads its end from the token itself. After several wrong passwords the account is locked for 15 minutes.
token-help-second-factor = With a second factor the first answer holds mfa_token and no access_token: send that, with the code, in a second request with grant_type=Mfa.
token-help-second-factor-vbr = An account with a second factor gets no token this way, unless it is marked as a service account. The role Backup Viewer is enough.
token-help-clipboard = The clipboard holds a secret until you copy something else.
token-help-user-name = The user name may be user@domain or DOMAIN\user, as in the product's own console.
token-help-certificate = If the console refuses the server's certificate, the browser does, too. Have the administrator install one that your computers trust.
