//! Prints the results as Markdown tables.

use std::io::{self, Write};

use crate::measure::Row;

/// Returns whether a system is a peer. The systems of kalima, the systems of the task `limit`, and references (names with `~`) are not
/// peers. A reference does less work than its task requires, or other work.
pub fn is_peer(row: &Row) -> bool {
    !row.system.starts_with("ours") && !row.system.starts_with('~') && row.task != "limit"
}

/// Prints the results for one corpus as a table with one system in each line. The systems of a task are sorted from fastest to slowest.
/// Prints nothing if `rows` is empty.
pub fn table(rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    let Some(first) = rows.first() else { return Ok(()) };
    writeln!(out, "\n## {}, {}\n", first.corpus, documents(first.doc))?;
    writeln!(out, "| task | system | MB/s | min | max | of the fastest peer | of memcpy | out/MB | allocs/MB |")?;
    writeln!(out, "|---|---|--:|--:|--:|--:|--:|--:|--:|")?;
    let memcpy = rows.iter().find(|r| r.system == "memcpy").map(|r| r.mbs);
    for task in tasks(rows) {
        let mut some: Vec<&Row> = rows.iter().filter(|r| r.task == task).collect();
        some.sort_by(|a, b| b.mbs.total_cmp(&a.mbs));
        let best = some.iter().find(|r| is_peer(r)).map(|r| r.mbs);
        for r in some {
            let of = |whole: Option<f64>, digits| whole.map_or(String::new(), |w| format!("{:.digits$}", r.mbs / w));
            let allocs = r.allocs_per_mb.map_or(String::new(), |a| format!("{a}"));
            let (name, of_peer, of_memcpy) = (r.system.replace('|', "\\|"), of(best, 2), of(memcpy, 4));
            let (mbs, min, max) = (speed(r.mbs), speed(r.min), speed(r.max));
            writeln!(out, "| {task} | {name} | {mbs} | {min} | {max} | {of_peer} | {of_memcpy} | {} | {allocs} |", r.out_per_mb)?;
        }
    }
    Ok(())
}

/// Prints the speeds for one corpus as a table with one column for each document size. An entry of `columns` contains a document size in
/// bytes and the results for this size.
pub fn sizes(corpus: &str, columns: &[(usize, Vec<Row>)], out: &mut impl Write) -> io::Result<()> {
    let Some((_, first)) = columns.first() else { return Ok(()) };
    writeln!(out, "\n## {corpus}, MB/s by the size of a document\n")?;
    let heads: Vec<String> = columns.iter().map(|(doc, _)| bytes(*doc)).collect();
    writeln!(out, "| task | system | {} |", heads.join(" | "))?;
    writeln!(out, "|---|---|{}", "--:|".repeat(columns.len()))?;
    for (i, r) in first.iter().enumerate() {
        let cells: Vec<String> = columns.iter().filter_map(|(_, rows)| rows.get(i)).map(|r| speed(r.mbs)).collect();
        writeln!(out, "| {} | {} | {} |", r.task, r.system, cells.join(" | "))?;
    }
    Ok(())
}

/// Returns the names of the tasks in the order in which the tasks first occur.
pub fn tasks(rows: &[Row]) -> Vec<&str> {
    let mut tasks: Vec<&str> = Vec::new();
    for r in rows {
        if !tasks.contains(&r.task.as_str()) {
            tasks.push(&r.task);
        }
    }
    tasks
}

/// Formats a speed in MB/s with at least three digits.
pub fn speed(mbs: f64) -> String {
    match mbs {
        m if m >= 100.0 => format!("{m:.0}"),
        m if m >= 10.0 => format!("{m:.1}"),
        m => format!("{m:.2}"),
    }
}

fn documents(doc: usize) -> String {
    if doc == 0 { "the whole text in one call".to_owned() } else { format!("documents of {}", bytes(doc)) }
}

fn bytes(n: usize) -> String {
    match n {
        n if n > 0 && n % (1 << 20) == 0 => format!("{} MiB", n >> 20),
        n if n > 0 && n % 1024 == 0 => format!("{} KiB", n >> 10),
        n => format!("{n} bytes"),
    }
}
