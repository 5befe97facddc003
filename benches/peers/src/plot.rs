//! Draws the results as a bar chart. The bars show MB/s on a logarithmic axis, for kalima and for the fastest peers of each task.

use std::path::Path;

use anyhow::{Result, anyhow, ensure};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::measure::Row;
use crate::report::{is_peer, speed, tasks};

/// The chart has no background, so its colours must be readable on light and dark pages. `OURS` and `PEERS` have one colour for each text.
const INK: RGBColor = RGBColor(125, 133, 144);
const OURS: [RGBColor; 2] = [RGBColor(32, 138, 102), RGBColor(104, 190, 158)];
const PEERS: [RGBColor; 2] = [RGBColor(184, 106, 48), RGBColor(222, 163, 115)];

/// The maximum number of peers that are shown for each task.
const SHOWN: usize = 3;

/// Positions and sizes, in pixels.
const WIDTH: i32 = 900;
const LEFT: i32 = 230;
const RIGHT: i32 = 60;
const TOP: i32 = 74;
const BOTTOM: i32 = 46;
const BAR: i32 = 9;
const ROW: i32 = 2 * BAR + 5;
const GROUP: i32 = 24;

/// The smallest and the greatest value on the axis, in MB/s.
const AXIS: (f64, f64) = (1.0, 20_000.0);

/// Draws the results of the first two texts of `all`, or of one text if there is only one, and writes the SVG file `path`. The first text
/// determines which systems are drawn. Each of these systems has one bar for each text for which it has a result. Returns an error if
/// nothing was measured.
pub fn draw(all: &[Vec<Row>], path: &Path) -> Result<()> {
    ensure!(!all.is_empty() && !all[0].is_empty(), "nothing was measured");
    let texts = &all[..all.len().min(2)];
    let groups: Vec<(&str, Vec<&Row>)> =
        tasks(&texts[0]).into_iter().filter(|t| *t != "limit").map(|t| (t, chosen(&texts[0], t))).collect();
    let height = TOP + BOTTOM + groups.iter().map(|(_, rows)| GROUP + ROW * rows.len() as i32).sum::<i32>();
    let root = SVGBackend::new(path, (WIDTH as u32, height as u32)).into_drawing_area();
    let picture = Picture { root: &root, bottom: height - BOTTOM };
    picture.heads(texts)?;
    picture.axis()?;
    let mut y = TOP;
    for (task, rows) in groups {
        picture.text(task, (12, y + GROUP - 6), 14, HPos::Left, INK)?;
        y += GROUP;
        for row in rows {
            picture.row(row, texts, y)?;
            y += ROW;
        }
    }
    root.present().map_err(failed)
}

/// Returns the systems of kalima for a task, and after them at most `SHOWN` peers. Each group is sorted from fastest to slowest. Systems of
/// kalima whose names end in `reused buffer` are omitted, because each of them differs from another system only in the owner of the output
/// buffer.
fn chosen<'r>(rows: &'r [Row], task: &str) -> Vec<&'r Row> {
    let mut some: Vec<&Row> = rows.iter().filter(|r| r.task == task).collect();
    some.sort_by(|a, b| b.mbs.total_cmp(&a.mbs));
    let ours = some.iter().filter(|r| r.system.starts_with("ours") && !r.system.ends_with("reused buffer"));
    ours.chain(some.iter().filter(|r| is_peer(r)).take(SHOWN)).copied().collect()
}

struct Picture<'a, 'b> {
    root: &'a DrawingArea<SVGBackend<'b>, plotters::coord::Shift>,
    /// The vertical position of the lower end of the axis, in pixels.
    bottom: i32,
}

impl Picture<'_, '_> {
    /// Draws the title and the legend of the colours.
    fn heads(&self, texts: &[Vec<Row>]) -> Result<()> {
        self.text("Arabic text a second on one core: kalima and the fastest peers of each task", (12, 24), 17, HPos::Left, INK)?;
        let mut x = 12;
        for (whose, tones) in [("kalima", OURS), ("peers", PEERS)] {
            for (rows, tone) in texts.iter().zip(tones) {
                let corpus = rows.first().map_or("", |r| r.corpus.as_str());
                self.bar((x, 42), (x + 14, 54), tone)?;
                self.text(&format!("{whose}, {corpus}"), (x + 20, 53), 13, HPos::Left, INK)?;
                x += 170;
            }
        }
        Ok(())
    }

    /// Draws a vertical line at each power of ten with its value, and a caption with the unit.
    fn axis(&self) -> Result<()> {
        for (value, label) in [(1.0, "1"), (10.0, "10"), (100.0, "100"), (1000.0, "1,000"), (10_000.0, "10,000")] {
            let x = across(value);
            let line = PathElement::new(vec![(x, TOP), (x, self.bottom)], INK.mix(0.35).stroke_width(1));
            self.root.draw(&line).map_err(failed)?;
            self.text(label, (x, self.bottom + 16), 12, HPos::Center, INK)?;
        }
        self.text("MB/s (10^6 bytes of UTF-8), logarithmic; longer is faster", (LEFT, self.bottom + 36), 12, HPos::Left, INK)
    }

    /// Draws one system: its name, and a bar and the speed for each text for which it has a result. `y` is the upper end of the first bar.
    fn row(&self, row: &Row, texts: &[Vec<Row>], y: i32) -> Result<()> {
        let tones = if row.system.starts_with("ours") { OURS } else { PEERS };
        self.text(&row.system, (LEFT - 8, y + BAR + 4), 12, HPos::Right, INK)?;
        for (i, (rows, tone)) in (0..).zip(texts.iter().zip(tones)) {
            let same = rows.iter().find(|r| r.task == row.task && r.system == row.system);
            let Some(mbs) = same.map(|r| r.mbs) else { continue };
            let (top, end) = (y + i * BAR, across(mbs));
            self.bar((LEFT, top), (end, top + BAR - 1), tone)?;
            self.text(&speed(mbs), (end + 4, top + BAR - 1), 10, HPos::Left, INK)?;
        }
        Ok(())
    }

    fn bar(&self, from: (i32, i32), to: (i32, i32), tone: RGBColor) -> Result<()> {
        self.root.draw(&Rectangle::new([from, to], tone.filled())).map_err(failed)
    }

    /// Draws a line of text. `at` is the position of the lower left corner, the lower centre or the lower right corner of the text, as
    /// `side` selects. `size` is the size of the font in pixels.
    fn text(&self, text: &str, at: (i32, i32), size: i32, side: HPos, ink: RGBColor) -> Result<()> {
        let style = ("sans-serif", size).into_font().color(&ink).pos(Pos::new(side, VPos::Bottom));
        self.root.draw(&Text::new(text.to_owned(), at, style)).map_err(failed)
    }
}

/// Returns the horizontal position of a speed in pixels. A speed outside `AXIS` has the position of the nearer end of the axis.
fn across(mbs: f64) -> i32 {
    let (low, high) = AXIS;
    let part = (mbs.clamp(low, high) / low).log10() / (high / low).log10();
    LEFT + (part * f64::from(WIDTH - LEFT - RIGHT)).round() as i32
}

/// Converts an error of the plot library to an `anyhow::Error` with the same message.
fn failed(e: impl std::fmt::Display) -> anyhow::Error {
    anyhow!("{e}")
}
