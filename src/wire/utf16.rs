//! UTF-16, as Windows PowerShell 5.1 writes files, put into UTF-8 piece by piece.

/// A file in UTF-16 on its way into UTF-8.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Utf16 {
    is_big_endian: bool,
    /// The first byte of a unit whose second one has not come.
    half: Option<u8>,
    /// The first of two units that make a character.
    high: Option<u16>,
    /// Units that may be text in 8 bits, see [`Utf16::is_appended`].
    doubtful: Vec<u8>,
    /// Whether what comes is in 8 bits: appended to the file by a program that did not ask what was there.
    is_bytes: bool,
}

/// So many bytes have to look like JSON in 8 bits before they are taken for it.
const N_SURE: usize = 48;

impl Utf16 {
    /// Whether a file is in UTF-16, by its first bytes: by its mark, or by the zeros that every second byte of JSON is.
    pub fn of_head(head: &[u8]) -> Option<Self> {
        let of =
            |is_big_endian| Some(Self { is_big_endian, half: None, high: None, doubtful: Vec::new(), is_bytes: false });
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
        if self.is_bytes {
            out.extend_from_slice(bytes);
            return;
        }
        let mut bytes = bytes.iter().copied();
        if let Some(first) = self.half.take() {
            match bytes.next() {
                Some(second) => self.unit(first, second, out),
                None => self.half = Some(first),
            }
        }
        while let Some(first) = bytes.next() {
            match bytes.next() {
                Some(second) if self.is_bytes => out.extend([first, second]),
                Some(second) => self.unit(first, second, out),
                None if self.is_bytes => out.push(first),
                None => self.half = Some(first),
            }
        }
    }

    /// No bytes are to come. What is half a character is marked as one that is broken.
    pub fn finish(mut self, out: &mut Vec<u8>) {
        self.settle(out);
        self.end_pair(out);
        if self.half.is_some() {
            out.extend_from_slice("\u{FFFD}".as_bytes());
        }
    }

    fn unit(&mut self, first: u8, second: u8, out: &mut Vec<u8>) {
        let is_text = |byte: u8| matches!(byte, b' '..=b'~' | b'\r' | b'\n' | b'\t');
        let begins = !self.doubtful.is_empty() || matches!(first, b'{' | b'[' | b'\r' | b'\n');
        if begins && is_text(first) && is_text(second) {
            self.doubtful.extend([first, second]);
            self.is_appended(out);
        } else {
            self.settle(out);
            self.decode(first, second, out);
        }
    }

    /// Each two bytes of text in 8 bits are a unit of some script, too. Only JSON begins with a bracket and goes on with a key; it
    /// is taken for that once it is longer than chance allows.
    fn is_appended(&mut self, out: &mut Vec<u8>) {
        if self.doubtful.len() < N_SURE {
            return;
        }
        if memchr::memmem::find(&self.doubtful, b"\":").is_some() {
            self.end_pair(out);
            out.push(b'\n');
            out.append(&mut self.doubtful);
            self.is_bytes = true;
        } else {
            self.settle(out);
        }
    }

    /// What was doubtful is in UTF-16.
    fn settle(&mut self, out: &mut Vec<u8>) {
        for pair in std::mem::take(&mut self.doubtful).chunks_exact(2) {
            if let [first, second] = *pair {
                self.decode(first, second, out);
            }
        }
    }

    fn decode(&mut self, first: u8, second: u8, out: &mut Vec<u8>) {
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
