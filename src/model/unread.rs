//! Why an answer could not be read, and what came in place of what was wanted. Plain data: `texts` says it.

/// Why an answer, or what is left of it, could not be decoded. Rows before that stay.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DecodeError {
    /// Nothing but blanks.
    Empty,
    /// Not JSON from this byte on.
    NotJson {
        /// Byte of the answer, from 0.
        at: usize,
    },
    /// A web page.
    Html,
    /// It ends before it is complete.
    Cut {
        /// Rows that are complete.
        n_rows: usize,
    },
    /// JSON, but neither a list nor an item of what was wanted.
    NotALog {
        /// What it is instead.
        found: Instead,
    },
    /// The server says what went wrong, in place of data.
    ServerError {
        /// In its own words.
        message: String,
    },
}

/// What came in place of a log or a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Instead {
    /// Nothing but blanks.
    Nothing,
    /// A web page.
    WebPage,
    /// Something that is no JSON.
    NoJson,
    /// A file of another kind.
    Foreign(Foreign),
    /// A list without rows, which could be of anything.
    EmptyList,
    /// `null`, `true` or `false` alone.
    Word,
    /// A text or a number alone.
    TextOrNumber,
    /// A page whose member for the rows holds something else.
    Member {
        /// The member's name.
        name: String,
        /// What it holds.
        kind: ValueKind,
    },
    /// The server says what went wrong.
    ServerError {
        /// In its own words.
        message: String,
    },
    /// An object, by its keys.
    Object {
        /// The first of them, each quoted.
        keys: Vec<String>,
        /// Whether there are others.
        has_more: bool,
    },
}

/// A file that holds no answer of a server, by what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Foreign {
    /// Files packed into one.
    Archive,
    /// A PDF.
    Pdf,
    /// A document of an office program.
    Office,
    /// Windows' event log.
    EventLog,
    /// A picture.
    Picture,
    /// A database.
    Database,
    /// A program, or what is left of one that crashed.
    Program,
    /// Text in UTF-32.
    Utf32,
    /// Bytes that are no text.
    Binary,
    /// XML.
    Xml,
    /// PowerShell's own XML.
    CliXml,
    /// The log file of a program.
    ProgramLog,
    /// What `Format-Table` wrote for people.
    ConsoleTable,
    /// What `Format-List` wrote for people.
    ConsoleList,
    /// A table in CSV that is of something else.
    Table,
    /// JSON of PowerShell in which rows are mere texts, since they lay too deep.
    TooShallow,
}

/// What a value of JSON is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValueKind {
    /// `null`
    Null,
    /// `true` or `false`
    Truth,
    /// A number.
    Number,
    /// A text.
    Text,
    /// An array.
    List,
    /// An object.
    Object,
    /// A bare word that JSON lacks.
    Word,
}
