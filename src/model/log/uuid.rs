//! Ids that are uuids, as most are: sixteen bytes in place of a text.

/// A uuid in its usual form as a number; nothing for other texts, for upper case (which would not come back as sent)
/// and for the all-zero uuid (which marks "none" in the column).
pub(super) fn pack(text: &str) -> Option<u128> {
    let text: &[u8; 36] = text.as_bytes().try_into().ok()?;
    let mut digits = [0; 32];
    let mut from = 0;
    for (len, to) in [(8, 0), (4, 8), (4, 12), (4, 16), (12, 20)] {
        digits.get_mut(to..to + len)?.copy_from_slice(text.get(from..from + len)?);
        from += len + 1;
    }
    if [8, 13, 18, 23].iter().any(|&at: &usize| text.get(at) != Some(&b'-')) {
        return None;
    }
    let (words, _) = digits.as_chunks();
    let packed = words.iter().try_fold(0_u128, |packed, &word| Some(packed << 32 | u128::from(hex(word)?)))?;
    (packed != 0).then_some(packed)
}

/// Eight digits of a number to the base 16, all at once; nothing if one of them is none, or in upper case.
fn hex(digits: [u8; 8]) -> Option<u64> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let digits = u64::from_be_bytes(digits);
    // Letters have a bit that figures lack, and begin with 1.
    let values = (digits & (0x0f * EACH)) + (digits >> 6 & EACH) * 9;
    let is_letter = (values + 0x76 * EACH) >> 7 & EACH;
    let written = values + u64::from(b'0') * EACH + is_letter * u64::from(b'a' - b'0' - 10);
    if values & (0xf0 * EACH) != 0 || written != digits {
        return None;
    }
    // Four bits each, out of eight, sixteen and thirty-two.
    let pairs = (values | values >> 4) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs | pairs >> 8) & 0x0000_ffff_0000_ffff;
    Some((fours | fours >> 16) & 0xffff_ffff)
}

/// As it was packed.
pub(super) fn unpack(packed: u128) -> String {
    let mut out = String::with_capacity(36);
    for (at, byte) in packed.to_be_bytes().into_iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    out
}
