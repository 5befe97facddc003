//! JSON Lines: the text in one field of a record, and the place of a result in the record. Every other byte of a line is kept.
//!
//! The commands read records with [`records`], which applies `--bad-records` and `--invalid`, so that all of them treat a faulty line alike.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::args::InputArgs;
use crate::block::{Block, Invalid, Part};
use crate::progress::size;

/// The path of a field in a record: keys, or indexes of arrays, from the outside in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field(Vec<String>);

impl Field {
    /// Parses a key, or a JSON pointer (RFC 6901) such as `/meta/text` or `/lines/0`.
    pub(crate) fn parse(text: &str) -> Result<Field, String> {
        let Some(pointer) = text.strip_prefix('/') else {
            return match text {
                "" => Err("expected a key or a JSON pointer such as /meta/text".into()),
                key => Ok(Field(vec![key.into()])),
            };
        };
        let valid = pointer.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        if !valid {
            return Err("expected ~0 or ~1 after `/` in a JSON pointer: they stand for ~ and /".into());
        }
        Ok(Field(pointer.split('/').map(|key| key.replace("~1", "/").replace("~0", "~")).collect()))
    }
}

impl Field {
    /// Returns the message that no record has a text in this field, with the spelling of a field within a field.
    pub(crate) fn absent(&self) -> String {
        let field = match &*self.0 {
            [key] => key.clone(),
            keys => keys.iter().map(|key| format!("/{}", key.replace('~', "~0").replace('/', "~1"))).collect(),
        };
        // `meta.text` is how jq writes it.
        let pointer = match &*self.0 {
            [key] if key.split('.').filter(|part| !part.is_empty()).count() > 1 => format!("/{}", key.trim_matches('.').replace('.', "/")),
            _ => "/meta/text".into(),
        };
        format!("no record has the field {field} with a text; a JSON pointer is written {pointer}")
    }
}

/// A line of JSON Lines.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    /// The number of line feeds in the block before the line.
    pub(crate) number: u64,
    /// The line in the block, without its ending.
    pub(crate) range: Range<usize>,
    pub(crate) line: &'a str,
    /// The line feed, with a carriage return before it; empty if the text ends without one.
    pub(crate) ending: &'a str,
    pub(crate) content: Content,
}

/// The content of a line, by the policies of the command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// White space only.
    Blank,
    Text(Text),
    /// A record that has no such field, or something other than a text in it.
    Without,
    /// A line that `--bad-records` passes or skips; `first` is false for the parts of a record after its first one.
    Bad {
        skip: bool,
        first: bool,
    },
    /// A line that ends the input, with the message.
    Fault(String),
}

/// The text of a record.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) text: String,
    /// The value in the line, with its quotation marks.
    pub(crate) value: Range<usize>,
    /// The innermost object around the value; empty if there is none.
    pub(crate) object: Range<usize>,
    /// The number of lone surrogates that were replaced or left out.
    pub(crate) invalid: u64,
}

/// Reads the records of a block. The last item is the first [`Content::Fault`], if there is one.
pub(crate) fn records<'a>(block: &'a Block, text: &'a str, field: &'a Field, input: &'a InputArgs) -> impl Iterator<Item = Line<'a>> {
    let text = text.get(..block.end).unwrap_or_default();
    let mut faulty = false;
    crate::task::lines(text).enumerate().map_while(move |(number, (range, line, ending))| {
        let number = number as u64;
        let bad = |reason: &dyn fmt::Display, first: bool| match &*input.bad_records {
            "error" => Content::Fault(format!("line {} {reason}; see --bad-records", block.line + number + 1)),
            policy => Content::Bad { skip: policy == "skip", first },
        };
        let content = match block.part {
            Part::Whole => read(line, field, input.invalid).unwrap_or_else(|fault| bad(&fault, true)),
            part => bad(&Fault::TooLong(input.max_line), part == Part::Start),
        };
        let ended = std::mem::replace(&mut faulty, matches!(content, Content::Fault(_)));
        (!ended).then_some(Line { number, range, line, ending, content })
    })
}

/// A reason why a line is not a record. It is worded to follow "line 7".
#[derive(Debug)]
enum Fault {
    Json(serde_json::Error),
    Surrogate,
    TooLong(usize),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Json(e) => write!(f, "is not JSON ({e})"),
            Fault::Surrogate => f.write_str("has a lone surrogate in its text, which is not Unicode; see --invalid"),
            Fault::TooLong(max) => write!(f, "is longer than {}; see --max-line", size(*max)),
        }
    }
}

impl From<serde_json::Error> for Fault {
    fn from(e: serde_json::Error) -> Fault {
        Fault::Json(e)
    }
}

/// Reads a line. A byte order mark before the record is ignored, because programs on Windows write one at the start of a file.
fn read(line: &str, field: &Field, invalid: Invalid) -> Result<Content, Fault> {
    let record = line.strip_prefix('\u{FEFF}').unwrap_or(line);
    if record.trim_ascii().is_empty() {
        return Ok(Content::Blank);
    }
    // All parts are slices of the line, so their ranges are distances of addresses.
    let range = |part: &str| {
        let start = part.as_ptr() as usize - line.as_ptr() as usize;
        start..start + part.len()
    };
    let mut raw: &RawValue = serde_json::from_str(record)?;
    let mut object = 0..0;
    for key in &field.0 {
        if raw.get().starts_with('{') {
            object = range(raw.get());
        }
        match value_of(raw.get(), key)? {
            Some(value) => raw = value,
            None => return Ok(Content::Without),
        }
    }
    if !raw.get().starts_with('"') {
        return Ok(Content::Without);
    }
    let mut surrogates = 0;
    let text = match serde_json::from_str::<Wtf8>(raw.get())?.0 {
        Unescaped::Borrowed(text) => String::from_utf8_lossy(text).into_owned(),
        Unescaped::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(_) if invalid == Invalid::Error => return Err(Fault::Surrogate),
            Err(e) => without_surrogates(e.as_bytes(), invalid, &mut surrogates),
        },
    };
    Ok(Content::Text(Text { text, value: range(raw.get()), object, invalid: surrogates }))
}

/// Returns the range of the value of `key` in `object`, a range of a line that [`records`] has given.
pub(crate) fn member(line: &str, object: Range<usize>, key: &str) -> Option<Range<usize>> {
    let value = value_of(line.get(object)?, key).ok()??.get();
    let start = value.as_ptr() as usize - line.as_ptr() as usize;
    Some(start..start + value.len())
}

/// Finds the value of a key in an object, or of an index in an array, as it is written. Of a repeated key the last value counts.
fn value_of<'a>(json: &'a str, key: &str) -> Result<Option<&'a RawValue>, serde_json::Error> {
    if json.starts_with(['{', '[']) { serde_json::Deserializer::from_str(json).deserialize_any(Lookup(key)) } else { Ok(None) }
}

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
        // An index has no sign and no leading zero.
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

/// The bytes of a JSON string, unescaped. UTF-8, but a lone surrogate (`\ud83d` without its second half) has the three bytes of its code point,
/// which `serde_json` gives only where bytes are requested.
struct Wtf8<'a>(Unescaped<'a>);

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

/// Replaces or leaves out the surrogates in unescaped bytes, and counts them.
fn without_surrogates(bytes: &[u8], invalid: Invalid, count: &mut u64) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while !rest.is_empty() {
        // A surrogate is ED, A0 to BF, and one more byte: three ill-formed parts to a decoder of UTF-8.
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

/// Appends a text as a JSON string.
pub(crate) fn string(out: &mut Vec<u8>, text: &str) {
    // Writing to memory cannot fail.
    let _ = serde_json::to_writer(out, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(line: &str, field: &str, invalid: Invalid) -> Result<Content, Fault> {
        read(line, &Field::parse(field).unwrap(), invalid)
    }

    /// The text, its value as it is written, and the object around it.
    fn text(line: &str, field: &str) -> Option<(String, String, String)> {
        match content(line, field, Invalid::Replace).unwrap() {
            Content::Text(t) => Some((t.text, line[t.value].into(), line[t.object].into())),
            _ => None,
        }
    }

    #[test]
    fn a_value_is_found_with_its_place() {
        let line = r#" {"id": 1.50, "text" : "\u0643تاب\n", "x":{"text":"لا"}} "#;
        assert_eq!(text(line, "text"), Some(("كتاب\n".into(), r#""\u0643تاب\n""#.into(), line.trim().into())));
        assert_eq!(text(line, "/x/text"), Some(("لا".into(), "\"لا\"".into(), r#"{"text":"لا"}"#.into())));
        assert_eq!(text(r#"{"te\u0078t":"أ","text":"ب"}"#, "text").unwrap().0, "ب");
        assert_eq!(text("\u{FEFF}{\"text\":\"أ\"}", "text").unwrap().1, "\"أ\"");
    }

    #[test]
    fn an_absent_field_is_named_with_the_pointer_that_may_be_meant() {
        let message = |field: &str| Field::parse(field).unwrap().absent();
        assert_eq!(message("text"), "no record has the field text with a text; a JSON pointer is written /meta/text");
        assert!(message("meta.text").ends_with("the field meta.text with a text; a JSON pointer is written /meta/text"));
        assert!(message(".a.b.c").ends_with("a JSON pointer is written /a/b/c"));
        assert!(message("/a~1b/c").contains("the field /a~1b/c with"));
    }

    #[test]
    fn a_pointer_follows_rfc_6901() {
        let line = r#"{"a":["أ",{"b":"ب"}],"x/y":"ج","x~y":"د","~1":"ه","":{"":"و"},"0":"ز"}"#;
        let found = |field: &str| text(line, field).map(|t| t.0).unwrap_or_default();
        assert_eq!(["/a/0", "/a/1/b", "/x~1y", "/x~0y", "/~01", "//", "/0"].map(found), ["أ", "ب", "ج", "د", "ه", "و", "ز"]);
        assert_eq!(["/a/2", "/a/00", "/a/01", "/a/-", "/a/+0", "/a/1", "/a", "/a/0/0", "/"].map(found), [""; 9]);
        // Outside of a pointer, these characters are those of a key.
        assert_eq!(["x/y", "x~y", "a"].map(found), ["ج", "د", ""]);
        assert_eq!(text(r#"["أ"]"#, "/0"), Some(("أ".into(), "\"أ\"".into(), String::new())));
        assert_eq!(text(line, "/a/0").unwrap().2, line);
        assert!(["", "/~", "/a~2", "/~/b"].iter().all(|field| Field::parse(field).is_err()));
    }

    #[test]
    fn a_line_is_text_or_blank_or_without_or_bad() {
        for line in [r#"{"text":1}"#, r#"{"text":null}"#, r#"{"text":["أ"]}"#, "{}", "[1]", "3", r#"{"a":"text"}"#, r#""text""#] {
            assert_eq!(content(line, "text", Invalid::Error).unwrap(), Content::Without, "{line}");
        }
        assert_eq!(content(" \r", "text", Invalid::Error).unwrap(), Content::Blank);
        for line in [r#"{"text":"#, "{} {}", r#"{"text":"\x"}"#, r#"{"text":"\ud83"}"#] {
            assert!(matches!(content(line, "text", Invalid::Replace), Err(Fault::Json(_))), "{line}");
        }
    }

    #[test]
    fn a_lone_surrogate_is_invalid_text() {
        let line = r#"{"\ud83d":1,"text":"أ\ud83d ب\ude00\ud83d\ude00","\udc00":"ت"}"#;
        for (policy, expected) in [(Invalid::Replace, "أ\u{FFFD} ب\u{FFFD}😀"), (Invalid::Skip, "أ ب😀")] {
            match content(line, "text", policy).unwrap() {
                Content::Text(t) => assert_eq!((&*t.text, t.invalid), (expected, 2)),
                other => panic!("{other:?}"),
            }
        }
        assert!(matches!(content(line, "text", Invalid::Error), Err(Fault::Surrogate)));
        // Elsewhere in the record a surrogate is of no concern.
        assert!(matches!(content(r#"{"\ud83d":"\ud83d","text":"أ"}"#, "text", Invalid::Error), Ok(Content::Text(t)) if t.text == "أ"));
    }

    #[test]
    fn a_member_is_found_by_its_key() {
        let line = r#"{"a":1,"b":{"a":"أ"},"a" : [2]}"#;
        assert_eq!(member(line, 0..line.len(), "a").map(|range| &line[range]), Some("[2]"));
        assert_eq!(member(line, 11..21, "a").map(|range| &line[range]), Some("\"أ\""));
        assert_eq!(member(line, 0..line.len(), "c"), None);
    }
}
