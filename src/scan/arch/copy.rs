//! Appends short words without a branch on their length, which would be mispredicted.

use alloc::string::String;

/// Appends a range of a text; no text if the range is not valid. A range of 4 to 32 bytes is copied four bytes at a time, with
/// overlap.
#[inline]
pub(crate) fn push(text: &str, from: usize, to: usize, out: &mut String) {
    let (b, n) = (text.as_bytes(), to.wrapping_sub(from));
    // Returns whether a byte is a character boundary, without a branch.
    let is_boundary = |at: usize| (at == b.len()) | b.get(at.min(b.len().wrapping_sub(1))).is_some_and(|&b| b & 0xC0 != 0x80);
    if to > b.len() || !(4..=32).contains(&n) || !(is_boundary(from) & is_boundary(to)) {
        return out.push_str(text.get(from..to).unwrap_or_default());
    }
    // SAFETY: every copy is within the range, which is in the text and has at least four bytes, and within the reserved capacity. The range starts
    // and ends at character boundaries.
    unsafe {
        let out = out.as_mut_vec();
        out.reserve(n);
        let (from, to) = (b.as_ptr().add(from), out.as_mut_ptr().add(out.len()));
        let last = n - 4;
        let four = |at: usize| {
            let at = at.min(last);
            to.add(at).cast::<u32>().write_unaligned(from.add(at).cast::<u32>().read_unaligned());
        };
        four(0);
        four(4);
        four(8);
        four(last);
        if n > 16 {
            four(12);
            four(16);
            four(20);
            four(24);
        }
        out.set_len(out.len() + n);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_what_slices() {
        for text in ["", "a", "abcd", "كتاب", "ab–كتاب😀 abcdefghijklmnopqrstuvwxyz abcdefghijklmnop"] {
            for from in 0..text.len() + 2 {
                for to in 0..text.len() + 2 {
                    let mut out = String::from("x");
                    push(text, from, to, &mut out);
                    assert_eq!(out.strip_prefix('x'), Some(text.get(from..to).unwrap_or_default()), "{text} {from} {to}");
                }
            }
        }
    }
}
