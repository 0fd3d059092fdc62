//! UTF-16, as Windows PowerShell 5.1 writes files, put into UTF-8 piece by piece.

/// A file in UTF-16 on its way into UTF-8.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Utf16 {
    is_big_endian: bool,
    /// The first byte of a unit whose second one has not come.
    half: Option<u8>,
    /// The first of two units that make a character.
    high: Option<u16>,
}

impl Utf16 {
    /// Whether a file is in UTF-16, by its first bytes: by its mark, or by the zeros that every second byte of JSON is.
    pub fn of_head(head: &[u8]) -> Option<Self> {
        let of = |is_big_endian| Some(Self { is_big_endian, half: None, high: None });
        match head {
            [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => return None,
            [0xFF, 0xFE, ..] => return of(false),
            [0xFE, 0xFF, ..] => return of(true),
            _ => {}
        }
        let head = head.get(..1024).unwrap_or(head);
        let n_zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
        let (even, odd) = (n_zeros(0), n_zeros(1));
        // Titles may be in any script, where a few characters have a zero in the other place; what is around them is in ASCII.
        let is_many = |n: usize| n > 0 && n * 4 >= head.len() / 2;
        match head {
            [_, 0, ..] if is_many(odd) && even * 4 <= odd => of(false),
            [0, _, ..] if is_many(even) && odd * 4 <= even => of(true),
            _ => None,
        }
    }

    /// Adds the next bytes to `out`, as far as they are whole characters. A byte order mark stays one.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        out.reserve(bytes.len() / 2 + 4);
        let mut bytes = bytes.iter().copied();
        if let Some(first) = self.half.take() {
            match bytes.next() {
                Some(second) => self.unit(first, second, out),
                None => self.half = Some(first),
            }
        }
        while let Some(first) = bytes.next() {
            match bytes.next() {
                Some(second) => self.unit(first, second, out),
                None => self.half = Some(first),
            }
        }
    }

    /// No bytes are to come. What is half a character is marked as one that is broken.
    pub fn finish(mut self, out: &mut Vec<u8>) {
        self.end_pair(out);
        if self.half.is_some() {
            out.extend_from_slice("\u{FFFD}".as_bytes());
        }
    }

    fn unit(&mut self, first: u8, second: u8, out: &mut Vec<u8>) {
        let unit = if self.is_big_endian { [first, second] } else { [second, first] };
        let unit = u16::from_be_bytes(unit);
        match (self.high, unit) {
            (None, 0..0x80) => out.push(unit.to_le_bytes()[0]),
            (Some(high), 0xDC00..0xE000) => {
                self.high = None;
                let both = 0x1_0000 + (u32::from(high & 0x3FF) << 10 | u32::from(unit & 0x3FF));
                push(char::from_u32(both).unwrap_or('\u{FFFD}'), out);
            }
            (_, 0xD800..0xDC00) => {
                self.end_pair(out);
                self.high = Some(unit);
            }
            (_, 0xDC00..0xE000) => lone(unit, out),
            _ => {
                self.end_pair(out);
                push(char::from_u32(u32::from(unit)).unwrap_or('\u{FFFD}'), out);
            }
        }
    }

    fn end_pair(&mut self, out: &mut Vec<u8>) {
        if let Some(high) = self.high.take() {
            lone(high, out);
        }
    }
}

fn push(character: char, out: &mut Vec<u8>) {
    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Half of a pair is no text, and stays none: three bytes that are no UTF-8, so that the row it is in is marked.
fn lone(unit: u16, out: &mut Vec<u8>) {
    let [high, low] = unit.to_be_bytes();
    out.extend_from_slice(&[0xE0 | high >> 4, 0x80 | (high & 0xF) << 2 | low >> 6, 0x80 | low & 0x3F]);
}
