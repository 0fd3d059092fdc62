//! A small document in memory as a tree: the deployer's file. Stricter than rows are read: what is no JSON is refused.

use super::json::{Cursor, JsonError, Value};

/// A value, as much of it as the file knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tree {
    /// `true` or `false`.
    Flag(bool),
    /// A whole number, not below zero.
    Number(u64),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Self>),
    /// An object, its members in order.
    Members(Vec<(String, Self)>),
    /// `null`, or any other number.
    Other,
}

impl Tree {
    /// Reads a document; where it is no JSON, at which byte.
    pub fn parse(bytes: &[u8]) -> Result<Self, usize> {
        let mut cursor = Cursor::new(bytes);
        let mut tree = read(&mut cursor);
        if tree.is_ok() && cursor.peek().is_ok() {
            tree = cursor.bad();
        }
        tree.map_err(|error| match error {
            JsonError::Bad(at) => at,
            JsonError::Incomplete => bytes.len(),
        })
    }

    /// Whether it says yes.
    pub fn flag(&self) -> Option<bool> {
        if let Self::Flag(flag) = self { Some(*flag) } else { None }
    }

    /// The number.
    pub fn number(&self) -> Option<u64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The text.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// What the array holds.
    pub fn list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// The object's members; none of what is no object.
    pub fn members(&self) -> &[(String, Self)] {
        if let Self::Members(members) = self { members } else { &[] }
    }

    /// The member of that name; the last one, if there are several.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().rfind(|(known, _)| known == name).map(|(_, value)| value)
    }
}

/// The next value. [`Cursor::value`] passes an array or object whole, and refuses one that is nested too deep: so the
/// recursion is bounded.
fn read(cursor: &mut Cursor<'_>) -> Result<Tree, JsonError> {
    let opens = cursor.peek()?;
    let from = cursor.pos();
    match cursor.value()? {
        Value::Null => Ok(Tree::Other),
        Value::Bool(flag) => Ok(Tree::Flag(flag)),
        Value::Number(digits) => {
            Ok(str::from_utf8(digits).ok().and_then(|n| n.parse().ok()).map_or(Tree::Other, Tree::Number))
        }
        Value::Text(text) if !text.is_broken => Ok(Tree::Text(text.text.into_owned())),
        Value::Text(_) | Value::Word(_) => Err(JsonError::Bad(from)),
        Value::Composite(_) => {
            cursor.seek(from);
            if opens == b'[' { read_list(cursor) } else { read_members(cursor) }
        }
    }
}

fn read_list(cursor: &mut Cursor<'_>) -> Result<Tree, JsonError> {
    let mut list = Vec::new();
    let mut more = cursor.enter(b'[', b']')?;
    while more {
        list.push(read(cursor)?);
        more = cursor.more(b']')?;
    }
    Ok(Tree::List(list))
}

fn read_members(cursor: &mut Cursor<'_>) -> Result<Tree, JsonError> {
    let mut members = Vec::new();
    let mut more = cursor.enter(b'{', b'}')?;
    while more {
        let from = cursor.pos();
        let key = String::from_utf8(cursor.key()?.into_owned()).map_err(|_| JsonError::Bad(from))?;
        members.push((key, read(cursor)?));
        more = cursor.more(b'}')?;
    }
    Ok(Tree::Members(members))
}
