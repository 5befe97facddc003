//! JSON Lines: the text in one field of a record, and the record with a result in it; every other byte of the line stays as it is.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Where the text is in a record: keys from the outside in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field(Vec<String>);

impl Field {
    /// A key, or a JSON pointer such as `/meta/text` for a field within a field.
    pub(crate) fn parse(text: &str) -> Result<Field, String> {
        let keys: Vec<String> = match text.strip_prefix('/') {
            Some(pointer) => pointer.split('/').map(|key| key.replace("~1", "/").replace("~0", "~")).collect(),
            None => vec![text.into()],
        };
        if keys.iter().any(String::is_empty) { Err("expected a key or a JSON pointer such as /meta/text".into()) } else { Ok(Field(keys)) }
    }
}

impl Field {
    /// Says that no record has a text in this field, and how a field within a field is written.
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

/// What is in a line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Record {
    /// Nothing but white space.
    Blank,
    /// A record with a text: its value, where that stands in the line, and where the object that holds it ends (at its `}`).
    Text { text: String, value: Range<usize>, object_end: usize },
    /// A record that has no such field, or something other than a text in it.
    Without,
}

/// Reads a line; an error says what is wrong with it.
pub(crate) fn read(line: &str, field: &Field) -> Result<Record, serde_json::Error> {
    if line.trim_ascii().is_empty() {
        return Ok(Record::Blank);
    }
    // Of the line, and so where in it is the distance of two addresses.
    let mut raw: &RawValue = serde_json::from_str(line)?;
    let mut holder = raw;
    for key in &field.0 {
        holder = raw;
        let mut json = serde_json::Deserializer::from_str(raw.get());
        match json.deserialize_any(Lookup(key)) {
            Ok(Some(value)) => raw = value,
            _ => return Ok(Record::Without),
        }
    }
    let Ok(text) = serde_json::from_str::<String>(raw.get()) else { return Ok(Record::Without) };
    let at = |part: &str| part.as_ptr() as usize - line.as_ptr() as usize;
    let start = at(raw.get());
    let value = start..start + raw.get().len();
    let object_end = at(holder.get()) + holder.get().len() - 1;
    Ok(Record::Text { text, value, object_end })
}

/// Finds the value of a key in an object, as it is written; the last one where a key comes twice.
struct Lookup<'k>(&'k str);

impl<'de> Visitor<'de> for Lookup<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
            if key == self.0 {
                found = Some(value);
            }
        }
        Ok(found)
    }
}

/// Appends a text as a JSON string.
pub(crate) fn string(out: &mut Vec<u8>, text: &str) {
    // Writing to memory cannot fail.
    let _ = serde_json::to_writer(out, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &str, field: &str) -> Option<(String, String, String)> {
        match read(line, &Field::parse(field).unwrap()).unwrap() {
            Record::Text { text, value, object_end, .. } => Some((text, line[value].into(), line[object_end..].into())),
            _ => None,
        }
    }

    #[test]
    fn the_value_is_found_where_it_stands() {
        let line = r#" {"id": 1.50, "text" : "\u0643تاب\n", "x":{"text":"لا"}} "#;
        assert_eq!(text(line, "text"), Some(("كتاب\n".into(), r#""\u0643تاب\n""#.into(), "} ".into())));
        assert_eq!(text(line, "/x/text"), Some(("لا".into(), "\"لا\"".into(), "}} ".into())));
        assert_eq!(text(r#"{"te\u0078t":"أ","text":"ب"}"#, "text").unwrap().0, "ب");
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
    fn other_lines_are_told_apart() {
        for line in [r#"{"text":1}"#, r#"{"text":null}"#, "{}", "[1]", "3", r#"{"a":"text"}"#] {
            assert_eq!(text(line, "text"), None);
        }
        let field = Field::parse("text").unwrap();
        assert_eq!(read(" \r", &field).unwrap(), Record::Blank);
        assert!(read(r#"{"text":"#, &field).is_err() && read("{} {}", &field).is_err());
        assert!(Field::parse("").is_err() && Field::parse("/a//b").is_err());
    }
}
