//! Shapes. A template is a pattern of letters and radicals: `م123`. A shape is the pattern without the numbers of the radicals, so several
//! templates may have the same shape. A set of shapes has one bit for each shape, in words of 64 bits. For each position and each letter
//! class, this file computes the set of the shapes that a stem with this letter in this position can fit.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::schema::*;
use crate::tables::Tables;
use crate::templates::Row;

/// Sorts the rows of templates by number of letters, then by the least cost of their shape, then by shape. Rows of the same shape are
/// adjacent and sorted by cost, so that the search can stop early. The rows of whole stems (all letters listed, no radicals) follow, sorted
/// by their letters. Returns the range of the rows of each shape, and then of each whole stem.
pub(crate) fn sort(rows: &mut [Row]) -> Vec<Range<usize>> {
    rows.sort_by_key(|r| (r.letters, r.template.cost));
    let mut leasts: BTreeMap<u64, i16> = BTreeMap::new();
    for r in rows.iter() {
        leasts.entry(r.letters).and_modify(|least| *least = r.least.min(*least)).or_insert(r.least);
    }
    rows.sort_by_key(|r| if r.is_whole() { (true, 0, 0, 0, r.letters) } else { (false, r.len, leasts[&r.letters], r.mask, r.letters) });
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (i, r) in rows.iter().enumerate() {
        match groups.last_mut() {
            Some(g) if rows[g.start].letters == r.letters => g.end = i + 1,
            _ => groups.push(i..i + 1),
        }
    }
    groups
}

/// The positions of all shapes in a shape set.
#[derive(Default)]
struct Layout<'g> {
    /// For each word of the set: the shapes in the order of their bits. A shape is represented by the range of its rows.
    words: Vec<Vec<&'g Range<usize>>>,
    /// For each number of letters: the index of the word, the bits of the shapes in this word, and the bits of the shapes in
    /// [`OVERFLOW_WORD`].
    lengths: [[u64; 3]; SHAPE_LETTERS + 1],
}

/// Distributes the shapes over words of 64 bits. If the shapes of one length do not fit into one word, the first shapes of this length fill
/// a separate word without the sentinel [`Shape::END`], and the other shapes of this length are in [`OVERFLOW_WORD`]. The shapes of every
/// other length are in one word; several lengths may share one word.
fn layout<'g>(shapes: &[&'g Range<usize>], rows: &[Row]) -> Layout<'g> {
    let of = |len: usize| shapes.iter().copied().filter(move |g| rows[g.start].len == len).collect::<Vec<_>>();
    let bits = |from: usize, n: usize| u64::try_from(((1u128 << n) - 1) << from).expect("they fit");
    let (mut layout, mut others) = (Layout::default(), Vec::new());
    for len in (1..=SHAPE_LETTERS).filter(|&len| of(len).len() > SHAPES_PER_WORD) {
        let mut these = of(len);
        let rest = these.split_off(SHAPES_PER_WORD);
        layout.lengths[len] = [layout.words.len() as u64, u64::MAX, bits(others.len(), rest.len()) | END_BIT];
        layout.words.push(these);
        others.extend(rest);
    }
    assert_eq!(layout.words.len(), OVERFLOW_WORD);
    layout.words.push(others);
    for len in (1..=SHAPE_LETTERS).filter(|&len| of(len).len() <= SHAPES_PER_WORD) {
        let these = of(len);
        let words = &mut layout.words;
        let fits = (OVERFLOW_WORD..words.len()).find(|&w| words[w].len() + these.len() < SHAPES_PER_WORD);
        let word = fits.unwrap_or(words.len());
        words.resize(words.len().max(word + 1), Vec::new());
        layout.lengths[len] = [word as u64, bits(words[word].len(), these.len()) | END_BIT, 0];
        words[word].extend(these);
    }
    assert_eq!(layout.words.len(), SHAPE_WORDS);
    layout
}

/// Adds the shapes and the whole stems to the tables. A whole stem is a stem that a template lists with all its letters.
pub(crate) fn add(tables: &mut Tables, rows: &[Row], groups: &[Range<usize>]) {
    let (whole, shapes): (Vec<_>, Vec<_>) = groups.iter().partition(|g| rows[g.start].is_whole());
    assert!(shapes.iter().all(|g| rows[g.start].len <= SHAPE_LETTERS));
    let layout = layout(&shapes, rows);
    let shape = |g: &Range<usize>| {
        let rows = &rows[g.clone()];
        let slots = rows.iter().fold(0, |s, r| s | r.template.slots);
        let least = rows.iter().map(|r| r.least).min().expect("no group is empty");
        Shape {
            first: g.start as u16,
            count: u8::try_from(rows.len()).expect("a shape has few templates"),
            letters: rows[0].mask,
            least,
            slots,
        }
    };
    let padded = layout.words.iter().flat_map(|word| {
        let ends = std::iter::repeat_n(Shape::END, SHAPES_PER_WORD - word.len());
        word.iter().map(|g| shape(g)).chain(ends)
    });
    tables.add(Section::Shapes, padded.flat_map(Shape::to_bytes).collect());
    tables.add_u64(Section::ShapeLengths, layout.lengths.into_iter().flatten());
    tables.add_u64(Section::ShapeMasks, (0..SHAPE_LETTERS).flat_map(|place| masks(place, &layout.words, rows)).flatten());
    let stems = whole.iter().map(|g| {
        let (first, count) = (g.start as u64, g.len() as u64);
        assert!(count <= WHOLE_STEM_COUNT_MASK && first <= WHOLE_STEM_FIRST_MASK);
        rows[g.start].letters << WHOLE_STEM_SHIFT | first << WHOLE_STEM_FIRST_SHIFT | count
    });
    tables.add_u64(Section::WholeStems, stems.collect::<Vec<_>>());
}

/// Returns the set of the shapes that fit a letter at position `place`, for each letter class. The indices of the result are the letter
/// class and the word of the set. Positions are counted from 0. A shape that is too short to have this position fits every letter.
fn masks(place: usize, words: &[Vec<&Range<usize>>], rows: &[Row]) -> [[u64; SHAPE_WORDS]; LETTER_CLASSES] {
    let mut table = [[0u64; SHAPE_WORDS]; LETTER_CLASSES];
    for (word, groups) in words.iter().enumerate() {
        for (bit, g) in groups.iter().enumerate() {
            let letter = (rows[g.start].letters >> (CODE_BITS * place as u32)) as u8 & 31;
            let (ends, radical) = (rows[g.start].len <= place, letter == 0);
            let mut set = |class: u8, fits: bool| table[usize::from(class)][word] |= u64::from(ends || fits) << bit;
            set(0, false);
            set(TEH_MARBUTA_CLASS, false);
            // The letter ا cannot be a radical.
            TEMPLATE_CLASSES.iter().for_each(|&(code, class)| set(class, letter == code || (radical && code != ALEF)));
            ENDING_CLASSES.iter().for_each(|&(_, class)| set(class, radical));
            set(OTHER_CLASS, radical);
        }
    }
    table[usize::from(MAKSURA_CLASS)] = table[usize::from(YEH_CLASS)];
    table.iter_mut().flat_map(|words| &mut words[OVERFLOW_WORD..]).for_each(|word| *word |= END_BIT);
    table
}
