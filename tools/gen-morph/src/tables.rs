//! The contents of the two generated files: the sections of `tables.bin` and the lines of `tables.txt`.

use std::collections::HashMap;

use crate::schema::{FORMAT_VERSION, MAGIC, Section};

#[derive(Default)]
pub(crate) struct Tables {
    /// The bytes of each section, by the number of the section.
    sections: HashMap<u8, Vec<u8>>,
    /// The contents of `tables.txt`.
    text: String,
    /// The byte offset of each line in `text`.
    lines: HashMap<String, u32>,
}

impl Tables {
    /// Sets the bytes of a section. Panics if the bytes of this section are already set.
    pub(crate) fn add(&mut self, section: Section, bytes: Vec<u8>) {
        let old = self.sections.insert(section as u8, bytes);
        assert!(old.is_none(), "{section:?} is written once");
    }

    pub(crate) fn add_u16(&mut self, section: Section, numbers: impl IntoIterator<Item = u16>) {
        self.add(section, numbers.into_iter().flat_map(u16::to_le_bytes).collect());
    }

    pub(crate) fn add_u32(&mut self, section: Section, numbers: impl IntoIterator<Item = u32>) {
        self.add(section, numbers.into_iter().flat_map(u32::to_le_bytes).collect());
    }

    pub(crate) fn add_u64(&mut self, section: Section, numbers: impl IntoIterator<Item = u64>) {
        self.add(section, numbers.into_iter().flat_map(u64::to_le_bytes).collect());
    }

    /// Returns the byte offset of a line in `tables.txt`. If `tables.txt` does not contain the line yet, appends the line.
    pub(crate) fn line(&mut self, line: &str) -> u32 {
        if let Some(start) = self.lines.get(line) {
            return *start;
        }
        let start = u32::try_from(self.text.len()).expect("tables.txt has less than 4 GB");
        self.text.push_str(line);
        self.text.push('\n');
        self.lines.insert(line.into(), start);
        start
    }

    /// Returns the byte offset of a line, which must be in the first 64 KB of `tables.txt`.
    pub(crate) fn short_line(&mut self, line: &str) -> u16 {
        u16::try_from(self.line(line)).expect("patterns are added before singulars")
    }

    /// Returns the contents of `tables.txt`.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the contents of `tables.bin`.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let section = |s: &Section| self.sections.get(&(*s as u8)).unwrap_or_else(|| panic!("{s:?} is written"));
        let contents = Section::ALL.iter().flat_map(&section).chain(self.text.as_bytes());
        // FNV-1a.
        let hash = contents.fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3));
        let mut out = [MAGIC, FORMAT_VERSION.to_le_bytes()].concat();
        out.extend(hash.to_le_bytes());
        let mut offset = Section::HEADER;
        for s in Section::ALL {
            assert_eq!(out.len(), s.header_offset());
            out.extend((offset as u32).to_le_bytes());
            out.extend((section(s).len() as u32).to_le_bytes());
            offset += section(s).len();
        }
        Section::ALL.iter().for_each(|s| out.extend(section(s)));
        out
    }
}
