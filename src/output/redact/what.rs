//! What a name is the name of.

use crate::answers::objects::ObjectKind;

/// What is replaced; its word is in the stand-in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum What {
    /// A text with names in it, no name itself.
    Text,
    /// The address of a view of the page.
    View,
    /// An Exchange mailbox.
    Mailbox,
    /// A SharePoint site.
    Site,
    /// The OneDrive of a user.
    OneDrive,
    /// A team.
    Team,
    /// A group.
    Group,
    /// A user, or what stands before the `@` of an address.
    User,
    /// A public folder.
    Folder,
    /// A virtual machine.
    Vm,
    /// A database.
    Database,
    /// A file share.
    Share,
    /// A policy.
    Policy,
    /// A repository.
    Repository,
    /// A job, or a data retrieval.
    Job,
    /// An organization.
    Organization,
    /// A mail address.
    Address,
    /// What stands behind the `@` of an address.
    Domain,
    /// A machine.
    Host,
    /// The address of a machine in numbers.
    Ip,
    /// A link.
    Link,
    /// A path.
    Path,
    /// A file.
    File,
    /// An id.
    Id,
    /// A token or a password.
    Secret,
    /// What was searched for.
    Search,
    /// Any other name.
    Name,
}

impl What {
    /// How many there are.
    pub(super) const N: usize = Self::Name as usize + 1;

    /// All that have stand-ins of their own.
    pub(super) const ALL: [Self; Self::N - 2] = [
        Self::Mailbox,
        Self::Site,
        Self::OneDrive,
        Self::Team,
        Self::Group,
        Self::User,
        Self::Folder,
        Self::Vm,
        Self::Database,
        Self::Share,
        Self::Policy,
        Self::Repository,
        Self::Job,
        Self::Organization,
        Self::Address,
        Self::Domain,
        Self::Host,
        Self::Ip,
        Self::Link,
        Self::Path,
        Self::File,
        Self::Id,
        Self::Secret,
        Self::Search,
        Self::Name,
    ];

    /// The word of its stand-ins; lower-case letters only.
    pub(super) const fn stem(self) -> &'static str {
        match self {
            Self::Mailbox => "mailbox",
            Self::Site => "site",
            Self::OneDrive => "onedrive",
            Self::Team => "team",
            Self::Group => "group",
            Self::User => "user",
            Self::Folder => "folder",
            Self::Vm => "vm",
            Self::Database => "database",
            Self::Share => "share",
            Self::Policy => "policy",
            Self::Repository => "repository",
            Self::Job => "job",
            Self::Organization => "organization",
            Self::Address => "address",
            Self::Domain => "domain",
            Self::Host => "host",
            Self::Ip => "ip",
            Self::Link | Self::View => "link",
            Self::Path => "path",
            Self::File => "file",
            Self::Id => "id",
            Self::Secret => "secret",
            Self::Search => "search",
            Self::Name | Self::Text => "name",
        }
    }

    /// What a name is by the word that stands before it, in lower case.
    pub(super) fn titled(word: &str) -> Self {
        match word {
            "host" | "hosts" | "server" | "servers" | "machine" | "machines" | "computer" | "node" | "vcenter"
            | "workstation" => Self::Host,
            "vm" | "vms" => Self::Vm,
            "repository" | "repositories" | "extent" => Self::Repository,
            "account" | "user" | "users" | "login" | "username" | "owner" => Self::User,
            "mailbox" => Self::Mailbox,
            "team" => Self::Team,
            "group" => Self::Group,
            "site" => Self::Site,
            "share" => Self::Share,
            "tenant" | "organization" => Self::Organization,
            _ => Self::Name,
        }
    }

    /// The word a person reads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OneDrive => "OneDrive",
            Self::Vm => "VM",
            Self::Folder => "public folder",
            Self::Share => "file share",
            Self::Address => "mail address",
            Self::Ip => "IP address",
            Self::Search => "search text",
            other => other.stem(),
        }
    }
}

impl From<ObjectKind> for What {
    fn from(kind: ObjectKind) -> Self {
        match kind {
            ObjectKind::Mailbox => Self::Mailbox,
            ObjectKind::Site => Self::Site,
            ObjectKind::OneDrive => Self::OneDrive,
            ObjectKind::Team => Self::Team,
            ObjectKind::Group => Self::Group,
            ObjectKind::User => Self::User,
            ObjectKind::PublicFolder => Self::Folder,
            ObjectKind::Vm => Self::Vm,
            ObjectKind::Database => Self::Database,
            ObjectKind::FileShare => Self::Share,
            ObjectKind::Policy => Self::Policy,
            ObjectKind::Repository => Self::Repository,
            ObjectKind::Other => Self::Name,
        }
    }
}

/// Words that every log has, and those that stand-ins are made of. As a name, or as what stands before an `@`, such a word
/// is replaced where its place says that it is a name, and nowhere else: a message would lose its sense.
const ORDINARY: &str = " access account ad address admin administrator all amazonaws and archive autodiscover azure backup backups \
    calendar canceled cloud com config connect contact contacts copy corp data database default domain error \
    example exchange failed false file files finished folder for from ftp full group help home host http https \
    id image inbox incremental info information int intern internal ip item items job jobs lan license link \
    local log mail mailbox mailboxes main message microsoft name not null object objects office onedrive \
    onmicrosoft organization outlook owa owner path personal policy processing repository request response retry \
    running search secret server service session share sharepoint site sites smtp stop stopped success support \
    sync system task team test text the user veeam vm vpn warning web windows www ";

/// Whether one word alone is too ordinary, too short, or too few digits to be known as a name wherever it stands.
pub(super) fn is_ordinary(word: &str) -> bool {
    let is_number = word.bytes().all(|b| b.is_ascii_digit());
    let is_short = if word.is_ascii() { word.len() < 3 } else { word.chars().count() < 2 };
    is_short || is_number && word.len() < 6 || ORDINARY.split(' ').any(|known| known.eq_ignore_ascii_case(word))
}
