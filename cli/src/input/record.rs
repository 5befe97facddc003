//! JSON Lines: reads the text in one field of each record.
//!
//! All commands read records with [`records`], which applies `--bad-records` and `--invalid`. Therefore a bad line has the same effect in
//! all commands. The location of a value is a byte range in its line, so a command can replace the value and copy all other bytes of the
//! line unchanged.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::block::{Block, RecordPart};
use super::lines::lines;
use crate::options::field::Field;
use crate::options::policy::{BadRecordPolicy, InvalidPolicy};
use crate::options::shared::InputArgs;
use crate::options::value_parsers::format_size;

/// A line of JSON Lines.
#[derive(Debug)]
pub(crate) struct RecordLine<'a> {
    /// The number of line feeds between the start of the block and the line.
    pub(crate) number: u64,
    /// The byte range of the line in the block, without the line ending.
    pub(crate) range: Range<usize>,
    /// The line without its line ending.
    pub(crate) line: &'a str,
    /// The line ending: a line feed, or a carriage return and a line feed. The ending is empty if the text ends without a line feed.
    pub(crate) ending: &'a str,
    pub(crate) content: Content,
}

/// The content of a line, after the policies `--bad-records` and `--invalid` were applied.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A line that contains only white space.
    Blank,
    Text(RecordText),
    /// A record without the field, or a record whose field is not a string.
    NoText,
    /// A bad line (see `RecordError`), if `--bad-records` is not `error`. `dropped` is true if the policy drops the line, and false if it
    /// copies the line to the results. A line that exceeds `--max-line` is returned in several parts, and `first` is true only for its
    /// first part.
    Rejected {
        dropped: bool,
        first: bool,
    },
    /// A line that ends the input with an error. Contains the error message.
    Error(String),
}

/// The text of a record.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RecordText {
    pub(crate) text: String,
    /// The byte range of the value in the line, including the quotation marks.
    pub(crate) value: Range<usize>,
    /// The byte range of the innermost object that contains the value, in the line. The range is empty if no object contains the value.
    pub(crate) object: Range<usize>,
    /// The number of lone surrogates in the text that were replaced or dropped.
    pub(crate) surrogates: u64,
}

/// Returns the lines of the core of a block. `text` is the text of the block. If a line ends the input with an error, this line is the last
/// item.
pub(crate) fn records<'a>(block: &'a Block, text: &'a str, field: &'a Field, input: &'a InputArgs) -> impl Iterator<Item = RecordLine<'a>> {
    let text = text.get(..block.core_end).unwrap_or_default();
    let mut ended = false;
    lines(text).enumerate().map_while(move |(number, line)| {
        if ended {
            return None;
        }
        let number = number as u64;
        let rejected = |reason: &dyn fmt::Display, first: bool| match input.bad_records {
            BadRecordPolicy::Error => Content::Error(format!("line {} {reason}; see --bad-records", block.line + number + 1)),
            policy => Content::Rejected { dropped: policy == BadRecordPolicy::Skip, first },
        };
        let content = match block.part {
            RecordPart::Whole => read(line.text, field, input.invalid).unwrap_or_else(|error| rejected(&error, true)),
            part => rejected(&RecordError::TooLong(input.max_line), part == RecordPart::Start),
        };
        ended = matches!(content, Content::Error(_));
        Some(RecordLine { number, range: line.range, line: line.text, ending: line.ending, content })
    })
}

/// The reason why a line is bad: it is not JSON, its text contains a lone surrogate, or it exceeds `--max-line`. The `Display` output of a
/// reason continues an error message that starts with a line number, such as `line 7`.
#[derive(Debug)]
enum RecordError {
    Json(serde_json::Error),
    Surrogate,
    TooLong(usize),
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // The parser counts lines from the start of the record. Therefore its messages contain "line 1", which is replaced here.
            RecordError::Json(e) => write!(f, "is not JSON ({})", e.to_string().replace("line 1 column", "byte")),
            RecordError::Surrogate => f.write_str("contains a lone surrogate in its text, which is not Unicode (see --invalid)"),
            RecordError::TooLong(max) => write!(f, "is longer than {} (see --max-line)", format_size(*max)),
        }
    }
}

impl From<serde_json::Error> for RecordError {
    fn from(e: serde_json::Error) -> RecordError {
        RecordError::Json(e)
    }
}

/// Reads the text of a field from a line. Returns an error if the line is not JSON, or if the text contains a lone surrogate under
/// [`InvalidPolicy::Error`]. Ignores a byte order mark at the start of the line, because some Windows programs write this mark at the start
/// of a file.
fn read(line: &str, field: &Field, invalid: InvalidPolicy) -> Result<Content, RecordError> {
    let record = line.strip_prefix('\u{FEFF}').unwrap_or(line);
    if record.trim_ascii().is_empty() {
        return Ok(Content::Blank);
    }
    // Each value is a slice of `line`, so the difference of the two addresses is the start of the range of the value.
    let range = |part: &str| {
        let start = part.as_ptr() as usize - line.as_ptr() as usize;
        start..start + part.len()
    };
    let mut raw: &RawValue = serde_json::from_str(record)?;
    let mut object = 0..0;
    for key in field.keys() {
        if raw.get().starts_with('{') {
            object = range(raw.get());
        }
        match value_of(raw.get(), key)? {
            Some(value) => raw = value,
            None => return Ok(Content::NoText),
        }
    }
    if !raw.get().starts_with('"') {
        return Ok(Content::NoText);
    }
    let mut surrogates = 0;
    let text = match serde_json::from_str::<Wtf8>(raw.get())?.0 {
        Unescaped::Borrowed(text) => String::from_utf8_lossy(text).into_owned(),
        Unescaped::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(_) if invalid == InvalidPolicy::Error => return Err(RecordError::Surrogate),
            Err(e) => without_surrogates(e.as_bytes(), invalid, &mut surrogates),
        },
    };
    Ok(Content::Text(RecordText { text, value: range(raw.get()), object, surrogates }))
}

/// Returns the byte range in `line` of the value of `key` in an object. `object` is the byte range of the object. Returns `None` if the
/// object does not contain the key.
pub(crate) fn member_range(line: &str, object: Range<usize>, key: &str) -> Option<Range<usize>> {
    let value = value_of(line.get(object)?, key).ok()??.get();
    let start = value.as_ptr() as usize - line.as_ptr() as usize;
    Some(start..start + value.len())
}

/// Returns the undecoded value of a key in an object, or of an index in an array. If a key occurs several times, returns its last value.
/// Returns `None` if there is no such value, or if `json` is neither an object nor an array.
fn value_of<'a>(json: &'a str, key: &str) -> Result<Option<&'a RawValue>, serde_json::Error> {
    if json.starts_with(['{', '[']) { serde_json::Deserializer::from_str(json).deserialize_any(Lookup(key)) } else { Ok(None) }
}

/// The visitor of [`value_of`]. It contains the key of an object member or the index of an array element, as a string.
struct Lookup<'k>(&'k str);

impl<'de> Visitor<'de> for Lookup<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or an array")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some((key, value)) = map.next_entry::<Wtf8<'de>, &RawValue>()? {
            if key.bytes() == self.0.as_bytes() {
                found = Some(value);
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Self::Value, A::Error> {
        // An index is a decimal number without a sign and without leading zeros.
        let digits = self.0.bytes().all(|b| b.is_ascii_digit()) && (self.0 == "0" || !self.0.starts_with('0'));
        let index = self.0.parse().ok().filter(|_| digits).unwrap_or(usize::MAX);
        let (mut at, mut found) = (0, None);
        while let Some(value) = array.next_element::<&RawValue>()? {
            if at == index {
                found = Some(value);
            }
            at += 1;
        }
        Ok(found)
    }
}

/// The bytes of a decoded JSON string. The bytes are UTF-8, with one exception: a lone surrogate (such as `\ud83d` without a low surrogate
/// after it) is decoded to three bytes that are not UTF-8. This type requests bytes instead of a string, because `serde_json` rejects lone
/// surrogates in strings.
struct Wtf8<'a>(Unescaped<'a>);

/// The decoded bytes of a JSON string. The bytes are borrowed if the JSON string contains no escape.
enum Unescaped<'a> {
    Borrowed(&'a [u8]),
    Owned(Vec<u8>),
}

impl Wtf8<'_> {
    fn bytes(&self) -> &[u8] {
        match &self.0 {
            Unescaped::Borrowed(bytes) => bytes,
            Unescaped::Owned(bytes) => bytes,
        }
    }
}

impl<'de> Deserialize<'de> for Wtf8<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl<'de> Visitor<'de> for Bytes {
            type Value = Wtf8<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_bytes<E>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
                Ok(Wtf8(Unescaped::Borrowed(bytes)))
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Self::Value, E> {
                Ok(Wtf8(Unescaped::Owned(bytes.to_vec())))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

/// Replaces or drops the lone surrogates in decoded bytes. Adds the number of these surrogates to `count`.
fn without_surrogates(bytes: &[u8], invalid: InvalidPolicy, count: &mut u64) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while !rest.is_empty() {
        // A decoded surrogate has three bytes: ED, a byte from A0 to BF, and a third byte. The three bytes are replaced together here,
        // because a UTF-8 decoder would replace each of the three bytes separately.
        let at = (0..rest.len()).find(|&at| matches!(rest[at..], [0xED, 0xA0..=0xBF, _, ..])).unwrap_or(rest.len());
        text += &String::from_utf8_lossy(&rest[..at]);
        if at < rest.len() {
            *count += 1;
            text += invalid.replacement();
        }
        rest = rest.get(at + 3..).unwrap_or_default();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(line: &str, field: &str, invalid: InvalidPolicy) -> Result<Content, RecordError> {
        read(line, &Field::parse(field).unwrap(), invalid)
    }

    /// Returns the decoded text, the undecoded value, and the source of the object that contains the value.
    fn text(line: &str, field: &str) -> Option<(String, String, String)> {
        match content(line, field, InvalidPolicy::Replace).unwrap() {
            Content::Text(t) => Some((t.text, line[t.value].into(), line[t.object].into())),
            _ => None,
        }
    }

    #[test]
    fn a_value_is_found_with_its_range() {
        let line = r#" {"id": 1.50, "text" : "\u0643تاب\n", "x":{"text":"لا"}} "#;
        assert_eq!(text(line, "text"), Some(("كتاب\n".into(), r#""\u0643تاب\n""#.into(), line.trim().into())));
        assert_eq!(text(line, "/x/text"), Some(("لا".into(), "\"لا\"".into(), r#"{"text":"لا"}"#.into())));
        assert_eq!(text(r#"{"te\u0078t":"أ","text":"ب"}"#, "text").unwrap().0, "ب");
        assert_eq!(text("\u{FEFF}{\"text\":\"أ\"}", "text").unwrap().1, "\"أ\"");
    }

    #[test]
    fn a_pointer_follows_rfc_6901() {
        let line = r#"{"a":["أ",{"b":"ب"}],"x/y":"ج","x~y":"د","~1":"ه","":{"":"و"},"0":"ز"}"#;
        let found = |field: &str| text(line, field).map(|t| t.0).unwrap_or_default();
        assert_eq!(["/a/0", "/a/1/b", "/x~1y", "/x~0y", "/~01", "//", "/0"].map(found), ["أ", "ب", "ج", "د", "ه", "و", "ز"]);
        assert_eq!(["/a/2", "/a/00", "/a/01", "/a/-", "/a/+0", "/a/1", "/a", "/a/0/0", "/"].map(found), [""; 9]);
        // A field without a leading slash is a single key, even if it contains a slash or a tilde.
        assert_eq!(["x/y", "x~y", "a"].map(found), ["ج", "د", ""]);
        assert_eq!(text(r#"["أ"]"#, "/0"), Some(("أ".into(), "\"أ\"".into(), String::new())));
        assert_eq!(text(line, "/a/0").unwrap().2, line);
    }

    #[test]
    fn a_line_without_a_text_is_no_error_unless_it_is_no_json() {
        for line in [r#"{"text":1}"#, r#"{"text":null}"#, r#"{"text":["أ"]}"#, "{}", "[1]", "3", r#"{"a":"text"}"#, r#""text""#] {
            assert_eq!(content(line, "text", InvalidPolicy::Error).unwrap(), Content::NoText, "{line}");
        }
        assert_eq!(content(" \r", "text", InvalidPolicy::Error).unwrap(), Content::Blank);
        for line in [r#"{"text":"#, "{} {}", r#"{"text":"\x"}"#, r#"{"text":"\ud83"}"#] {
            assert!(matches!(content(line, "text", InvalidPolicy::Replace), Err(RecordError::Json(_))), "{line}");
        }
    }

    #[test]
    fn a_lone_surrogate_is_invalid_text() {
        let line = r#"{"\ud83d":1,"text":"أ\ud83d ب\ude00\ud83d\ude00","\udc00":"ت"}"#;
        for (policy, expected) in [(InvalidPolicy::Replace, "أ\u{FFFD} ب\u{FFFD}😀"), (InvalidPolicy::Skip, "أ ب😀")] {
            match content(line, "text", policy).unwrap() {
                Content::Text(t) => assert_eq!((&*t.text, t.surrogates), (expected, 2)),
                other => panic!("{other:?}"),
            }
        }
        assert!(matches!(content(line, "text", InvalidPolicy::Error), Err(RecordError::Surrogate)));
        // Surrogates in the keys and in other values of the record have no effect.
        assert!(
            matches!(content(r#"{"\ud83d":"\ud83d","text":"أ"}"#, "text", InvalidPolicy::Error), Ok(Content::Text(t)) if t.text == "أ")
        );
    }

    #[test]
    fn the_last_member_of_a_key_is_found() {
        let line = r#"{"a":1,"b":{"a":"أ"},"a" : [2]}"#;
        assert_eq!(member_range(line, 0..line.len(), "a").map(|range| &line[range]), Some("[2]"));
        assert_eq!(member_range(line, 11..21, "a").map(|range| &line[range]), Some("\"أ\""));
        assert_eq!(member_range(line, 0..line.len(), "c"), None);
    }
}
