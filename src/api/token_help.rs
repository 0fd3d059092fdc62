//! "How do I get a token?": lines to paste into a console, for one server. They ask for the password, so that it stands in
//! no history and in no list of processes, and leave only the token behind.

use super::Server;
use crate::model::Product;

/// Lines and remarks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TokenHelp {
    /// For Windows PowerShell 5.1 and PowerShell 7: copies the token to the clipboard.
    pub powershell: String,
    /// For bash or zsh with curl: prints the whole answer, which may be pasted as it is.
    pub shell: String,
    /// What else to know, for people.
    pub notes: Vec<&'static str>,
}

impl TokenHelp {
    /// The lines for one server. Its address is made of letters, digits and a few signs that no console interprets.
    pub fn new(server: &Server) -> Self {
        let is_vb365 = server.product == Product::Vb365;
        let grant = if is_vb365 { "password" } else { "Password" };
        // Current servers bind a token to a cookie unless asked not to; a page on another host has no such cookie.
        let is_bare = is_vb365 && server.version.major() >= 7;
        let path = if is_vb365 { format!("/{}/token", server.version) } else { "/api/oauth2/token".to_owned() };
        let url = format!("{}{path}", server.origin);

        // One block each: a console that takes pasted lines one by one would give the next line to the prompt.
        let mut powershell = format!(
            "& {{\n  $login = Get-Credential -Message '{}'\n  $form = @{{\n    grant_type = '{grant}'\n    \
             username = $login.UserName\n    password = $login.GetNetworkCredential().Password\n",
            server.origin
        );
        if is_bare {
            powershell.push_str("    disable_antiforgery_token = 'true'\n");
        }
        powershell.push_str("  }\n  $answer = Invoke-RestMethod -Method Post -Uri '");
        powershell.push_str(&url);
        powershell.push_str(
            "' -Body $form\n  if ($answer.access_token) {\n    $answer.access_token | Set-Clipboard\n    \
             'The token is in the clipboard.'\n  }\n}\n",
        );

        let mut shell = format!(
            "(\n  printf 'User name: '; IFS= read -r user\n  printf 'Password: '; IFS= read -rs password; echo\n  \
             printf '%s' \"$password\" | curl --silent --show-error '{url}' \\\n    --data-urlencode 'grant_type={grant}' \\\n    \
             --data-urlencode \"username=$user\" \\\n    --data-urlencode 'password@-'"
        );
        if is_bare {
            shell.push_str(" \\\n    --data-urlencode 'disable_antiforgery_token=true'");
        }
        shell.push_str("\n)\n");

        let mut notes = Vec::new();
        if is_bare {
            notes.push(
                "disable_antiforgery_token=true matters: without it the server refuses the token when this page uses it.",
            );
        }
        if is_vb365 {
            notes.push("A token lasts 60 minutes unless the administrator chose another time.");
        } else {
            notes.push("A token lasts 60 minutes.");
            notes.push(
                "With a second factor the first answer holds mfa_token and no access_token: send that, with the code, in a \
                 second request with grant_type=Mfa.",
            );
        }
        notes.push("The clipboard holds a secret until you copy something else.");
        notes.push("The user name may be user@domain or DOMAIN\\user, as in the product's own console.");
        notes.push(
            "If the console refuses the server's certificate, the browser does, too. Have the administrator install one \
             that your computers trust.",
        );
        Self { powershell, shell, notes }
    }
}
