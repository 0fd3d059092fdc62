//! "How do I get a token?": lines to paste into a console, for one server. They ask for the password, so that it stands in
//! no history and in no list of processes, and leave only the token behind.

use super::Server;
use crate::model::Product;
use crate::texts::Texts;

/// Lines and remarks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TokenHelp {
    /// For Windows PowerShell 5.1 and PowerShell 7: copies the token to the clipboard.
    pub powershell: String,
    /// For bash or zsh with curl: prints the whole answer, which may be pasted as it is.
    pub shell: String,
    /// What else to know.
    pub notes: Vec<HelpNote>,
}

/// What else to know about getting a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HelpNote {
    /// Why the token must not be bound to a cookie.
    Antiforgery,
    /// How long it lives.
    Life,
    /// The same on Azure.
    AzureLife,
    /// The same of Backup & Replication.
    VbrLife,
    /// What its accounts with a second factor need.
    VbrSecondFactor,
    /// What a second factor changes.
    SecondFactor,
    /// The clipboard holds a secret.
    Clipboard,
    /// How the user name is written.
    UserName,
    /// What to do about a certificate that is not trusted.
    Certificate,
}

impl HelpNote {
    /// What a person reads.
    pub fn say(self, texts: Texts) -> String {
        match self {
            Self::Antiforgery => texts.token_help_antiforgery(),
            Self::Life => texts.token_help_life(),
            Self::AzureLife => texts.token_help_life_azure(),
            Self::VbrLife => texts.token_help_life_vbr(),
            Self::VbrSecondFactor => texts.token_help_second_factor_vbr(),
            Self::SecondFactor => texts.token_help_second_factor(),
            Self::Clipboard => texts.token_help_clipboard(),
            Self::UserName => texts.token_help_user_name(),
            Self::Certificate => texts.token_help_certificate(),
        }
    }
}

impl TokenHelp {
    /// The lines for one server. Its address is made of letters, digits and a few signs that no console interprets.
    pub fn new(server: &Server) -> Self {
        let is_vb365 = server.product == Product::Vb365;
        let grant = if server.product == Product::VbAzure { "Password" } else { "password" };
        // Current servers bind a token to a cookie unless asked not to; a page on another host has no such cookie.
        let is_bare = is_vb365 && server.version.major() >= 7;
        let path = match server.product {
            Product::Vb365 => format!("/{}/token", server.version),
            Product::VbAzure | Product::Vbr => "/api/oauth2/token".to_owned(),
            Product::VbAws => "/api/v1/token".to_owned(),
        };
        let revision = server.version.header();
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
        if let Some(revision) = &revision {
            powershell.extend(["' -Headers @{ 'x-api-version' = '", revision, "' }"]);
        } else {
            powershell.push('\'');
        }
        powershell.push_str(
            " -Body $form\n  if ($answer.access_token) {\n    $answer.access_token | Set-Clipboard\n    \
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
        if let Some(revision) = &revision {
            shell.extend([" \\\n    --header 'x-api-version: ", revision, "'"]);
        }
        shell.push_str("\n)\n");

        let mut notes = Vec::new();
        if is_bare {
            notes.push(HelpNote::Antiforgery);
        }
        match server.product {
            Product::Vb365 => notes.push(HelpNote::Life),
            Product::Vbr => notes.extend([HelpNote::VbrLife, HelpNote::VbrSecondFactor]),
            Product::VbAzure => notes.extend([HelpNote::AzureLife, HelpNote::SecondFactor]),
            // How long its tokens live is written nowhere.
            Product::VbAws => notes.push(HelpNote::SecondFactor),
        }
        notes.extend([HelpNote::Clipboard, HelpNote::UserName, HelpNote::Certificate]);
        Self { powershell, shell, notes }
    }
}
