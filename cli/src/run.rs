//! A run: lists the inputs, processes their blocks, puts the results in their places, and reports what went wrong.

use std::collections::HashMap;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use crate::args::{Format, InputArgs, OutputArgs, RunArgs};
use crate::block::{Block, Cut};
use crate::buffer::Buffer;
use crate::pipeline::{self, Abandoned, Event, Reading};
use crate::progress::{LONG, Policies, Progress, Summary, watched};
use crate::record::{self, Content, Field};
use crate::resume::{self, Ledger, Stamp};
use crate::show::{self, Show};
use crate::sink::{Output, Packing, Sink, sweep};
use crate::source::{Filter, Opening, Place, Remarks, Source, list};
use crate::task::{self, Piece, Task};

/// The end of a run.
pub(crate) enum Ended {
    /// All is done.
    Well,
    /// `find` found nothing.
    NotFound,
    /// The command line is wrong.
    Usage(String),
    /// Something could not be read or written, which has been reported.
    Partly,
}

/// The most workers. More do not help a single reader, and each needs memory.
const MOST_THREADS: usize = 256;

/// The largest blocks, in bytes.
const LARGEST_BLOCK: usize = 64 << 20;

/// The state of a run, shared by all commands.
pub(crate) struct Run<'a> {
    pub(crate) input: &'a InputArgs,
    args: &'a RunArgs,
    pub(crate) sources: Vec<Source>,
    pub(crate) summary: Summary,
    progress: Progress,
    read: Arc<AtomicU64>,
    start: Instant,
    remarks: Arc<Remarks>,
    watched: bool,
    failed: bool,
}

impl<'a> Run<'a> {
    /// Lists the inputs. Missing ones are reported at once, and the others are read.
    pub(crate) fn new(input: &'a InputArgs, args: &'a RunArgs, to_stdout: bool) -> Result<Run<'a>, Ended> {
        show::set_escape_of_messages(args);
        let filter = Filter { include: input.include.clone(), exclude: input.exclude.clone(), hidden: input.hidden };
        let remarks = Arc::<Remarks>::default();
        let (sources, lost) = match &input.text {
            Some(text) => (vec![Source::new(Place::Text(text.clone()), "text")], Vec::new()),
            None if input.inputs.is_empty() => list(&["-".into()], &filter, &remarks).map_err(Ended::Usage)?,
            None => list(&input.inputs, &filter, &remarks).map_err(Ended::Usage)?,
        };
        let mut run = Run {
            input,
            args,
            sources,
            summary: Summary::default(),
            progress: Progress::start(false, 0, &Arc::default()),
            read: Arc::default(),
            start: Instant::now(),
            remarks,
            watched: !args.no_progress && watched(to_stdout),
            failed: false,
        };
        for message in lost {
            run.fail(&message);
        }
        Ok(run)
    }

    /// Whether results have the names of their inputs.
    pub(crate) fn several(&self) -> bool {
        self.sources.len() > 1 || self.input.inputs.iter().any(|p| p.is_dir())
    }

    /// Reports an error. The run continues.
    pub(crate) fn fail(&mut self, message: &str) {
        self.failed = true;
        self.summary.failed += 1;
        if !self.args.no_messages {
            self.progress.message(&format!("kalima: {message}"));
        }
    }

    /// Reads all inputs. `each` is called with the number of the source and each event; an error that it returns ends the run.
    pub(crate) fn drive<R: Send>(
        &mut self,
        cut: Cut,
        abandoned: &Abandoned,
        work: impl Fn(usize, &Block, &str) -> R + Sync,
        mut each: impl FnMut(&mut Run<'a>, usize, Event<R>) -> io::Result<()>,
    ) -> io::Result<()> {
        let threads = match self.args.threads {
            0 => std::thread::available_parallelism().map_or(1, |n| n.get()),
            n => n,
        };
        let input = self.input;
        let reading = Reading {
            cut,
            opening: Opening {
                encoding: input.encoding,
                invalid: input.invalid,
                binary: input.binary,
                records: input.field.is_some(),
                remarks: self.remarks.clone(),
            },
            block_size: self.args.block_size.min(LARGEST_BLOCK),
            max_line: input.max_line,
            live: self.args.line_buffered,
            threads: threads.min(MOST_THREADS),
        };
        let sources = std::mem::take(&mut self.sources);
        if !self.args.no_remarks && sources.iter().any(|source| source.place == Place::Stdin) && io::stdin().is_terminal() {
            show::tell("kalima: reading standard input from the terminal; Ctrl-D on a line of its own ends it");
        }
        self.progress = Progress::start(self.watched, sources.iter().map(|s| s.stored).sum(), &self.read);
        let read = self.read.clone();
        let (mut current, mut invalid_before) = (0, 0);
        let ended = pipeline::run(&sources, &reading, &read, abandoned, work, |event| {
            let summary = &mut self.summary;
            match &event {
                Event::Open(number) => {
                    current = *number;
                    invalid_before = summary.invalid;
                    summary.files += 1;
                }
                Event::Result(_, block) => {
                    summary.bytes_in += block.end as u64;
                    summary.invalid += block.invalid;
                    summary.overlong += u64::from(block.overlong);
                }
                Event::Close(_) if summary.invalid > invalid_before => {
                    summary.invalid_inputs += 1;
                    summary.first_invalid.get_or_insert(current);
                }
                Event::Close(_) => {}
            }
            each(self, current, event)
        });
        self.sources = sources;
        self.progress.finish();
        ended
    }

    /// Reports what was done, and returns the end of the run. `written` is the error that ended the run early, if one did.
    pub(crate) fn end(mut self, written: io::Result<()>) -> Ended {
        match written {
            Ok(()) => {}
            // The reader of the results needs no more of them.
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {}
            Err(e) => self.fail(&format!("cannot write {e}")),
        }
        if !self.args.no_remarks {
            if let Some(field) = self.input.field.as_ref().filter(|_| self.summary.with_field == 0 && self.summary.without_field > 0) {
                show::tell(&format!("kalima: {}", field.absent()));
                self.summary.without_field = 0;
            }
            let first_invalid = self.summary.first_invalid.filter(|_| self.several()).and_then(|number| self.sources.get(number));
            let first_invalid = first_invalid.map(Source::name);
            let policies = Policies {
                invalid: self.input.invalid,
                bad_records: &self.input.bad_records,
                max_line: self.input.max_line,
                records: self.input.field.is_some(),
                first_invalid: first_invalid.as_deref(),
            };
            for remark in self.remarks.lines().into_iter().chain(self.summary.remarks(&policies)) {
                show::tell(&format!("kalima: {remark}"));
            }
        }
        if self.args.summary || (self.watched && self.start.elapsed() > LONG) {
            show::tell(&format!("kalima: {}", self.summary.line(self.start)));
        }
        if self.failed { Ended::Partly } else { Ended::Well }
    }
}

/// Results of a block.
struct Made {
    bytes: Buffer,
    with_field: u64,
    without_field: u64,
    without_object: u64,
    bad_records: u64,
    surrogates: u64,
    fault: Option<String>,
}

/// Runs a command that makes results of texts, each where its input is. `options` tells runs apart whose results are not the same.
pub(crate) fn texts(input: &InputArgs, output: &OutputArgs, args: &RunArgs, format: Format, task: &dyn Task, options: &str) -> Ended {
    let to_stdout = output.output.is_none() && output.output_dir.is_none();
    let mut run = match Run::new(input, args, to_stdout) {
        Ok(run) => run,
        Err(ended) => return ended,
    };
    let show = Show::new(args, to_stdout);
    let packing = output.compress.unwrap_or_else(|| output.output.as_deref().map_or(Packing::None, Packing::of));
    let sink = match &output.output_dir {
        Some(folder) => match outputs(&mut run, folder, format, packing, output.resume, options) {
            Ok((outputs, ledger)) => Ok(Sink::folder(outputs, ledger)),
            Err(message) => return Ended::Usage(message),
        },
        None => output.output.as_deref().map_or_else(|| Ok(Sink::Stdout(io::stdout())), Sink::file),
    };
    let mut sink = match sink {
        Ok(sink) => sink,
        Err(e) => return run.end(Err(e)),
    };
    // One file for all must hold all: it is not begun if an input is missing.
    if run.failed
        && let Err(e) = sink.close(false)
    {
        return run.end(Err(e));
    }

    let names: Vec<String> = run.sources.iter().map(Source::name).collect();
    let name_of = |number: usize| names.get(number).map(String::as_str).unwrap_or_default();
    let named = run.several() && output.output_dir.is_none();
    let abandoned = Abandoned::new();
    let cut = if input.field.is_some() { Cut::Record } else { task.cut() };
    let work = |number: usize, block: &Block, text: &str| {
        let name = named.then(|| name_of(number));
        let mut made = Made {
            bytes: Buffer::default(),
            with_field: 0,
            without_field: 0,
            without_object: 0,
            bad_records: 0,
            surrogates: 0,
            fault: None,
        };
        match &input.field {
            Some(field) => records(block, text, name, field, &Records { input, output, format, task, show }, &mut made),
            None => {
                made.bytes = Buffer::with_capacity(block.end + block.end / 4);
                let piece = Piece { text, end: block.end, block: Some(block), name, show };
                task::write(task, format, &piece, &mut made.bytes);
            }
        }
        // The other forms hold colours or isolates and are escaped as they are written.
        let in_place = input.field.is_some() && format == Format::Text;
        if !matches!(format, Format::Tsv | Format::Pretty) {
            show.escape_results(&mut made.bytes, format == Format::Jsonl || in_place);
        }
        match packing.pack(std::mem::take(&mut made.bytes)) {
            Ok(bytes) => made.bytes = bytes,
            Err(e) => made.fault = Some(e.to_string()),
        }
        made
    };
    let mut well = true;
    let written = run.drive(cut, &abandoned, work, |run, number, event| {
        let written = match event {
            Event::Open(_) => {
                well = true;
                sink.open(number).and_then(|()| {
                    let mut start = Vec::new();
                    if format == Format::Conllu && input.field.is_none() {
                        task.begin(name_of(number), &mut start);
                        show.escape_results(&mut start, false);
                    }
                    sink.write(&packing.pack(start.into())?)
                })
            }
            Event::Result(..) if !well => Ok(()),
            Event::Result(made, _) => {
                if let Some(fault) = made.fault {
                    well = false;
                    abandoned.set(number);
                    run.fail(&format!("{}: {fault}", name_of(number)));
                }
                let summary = &mut run.summary;
                summary.bytes_out += made.bytes.len() as u64;
                summary.with_field += made.with_field;
                summary.without_field += made.without_field;
                summary.without_object += made.without_object;
                summary.bad_records += made.bad_records;
                summary.surrogates += made.surrogates;
                sink.write(&made.bytes)
            }
            Event::Close(ended) => {
                if let Err(e) = ended {
                    well = false;
                    run.fail(&format!("{}: {e}", name_of(number)));
                }
                sink.close(well)
            }
        };
        match written {
            // The results of the other inputs go to files of their own.
            Err(e) if sink.survives(&e) => {
                well = false;
                abandoned.set(number);
                run.fail(&format!("cannot write {e}"));
                Ok(())
            }
            written => written,
        }
    });
    let written = written.and_then(|()| sink.finish());
    run.end(written)
}

struct Records<'a> {
    input: &'a InputArgs,
    output: &'a OutputArgs,
    format: Format,
    task: &'a dyn Task,
    show: Show,
}

/// Processes the records of a block.
fn records(block: &Block, text: &str, name: Option<&str>, field: &Field, to: &Records<'_>, made: &mut Made) {
    let in_place = matches!(to.format, Format::Text | Format::Jsonl);
    for record::Line { line, ending, content, .. } in record::records(block, text, field, to.input) {
        let pass = |made: &mut Made| {
            if in_place {
                made.bytes.extend_from_slice(line.as_bytes());
                made.bytes.extend_from_slice(ending.as_bytes());
            }
        };
        match content {
            Content::Text(record) if in_place => match with_result(line, &record, to, &mut made.bytes) {
                Some(()) => {
                    made.with_field += 1;
                    made.surrogates += record.invalid;
                    made.bytes.extend_from_slice(ending.as_bytes());
                }
                None => {
                    made.without_object += 1;
                    pass(made);
                }
            },
            Content::Text(record) => {
                made.with_field += 1;
                made.surrogates += record.invalid;
                let piece = Piece { text: &record.text, end: record.text.len(), block: None, name, show: to.show };
                task::write(to.task, to.format, &piece, &mut made.bytes);
            }
            Content::Blank => pass(made),
            Content::Without => {
                made.without_field += 1;
                pass(made);
            }
            Content::Bad { skip, first } => {
                made.bad_records += u64::from(first);
                if !skip {
                    pass(made);
                }
            }
            Content::Fault(message) => made.fault = Some(message),
        }
    }
}

/// Appends a record with the result in it: in place of the text, or under a key of the object around the text. `None` if there is no such object.
fn with_result(line: &str, record: &record::Text, to: &Records<'_>, out: &mut Vec<u8>) -> Option<()> {
    let piece = Piece { text: &record.text, end: record.text.len(), block: None, name: None, show: to.show };
    let as_text = to.format == Format::Text;
    let key = match &to.output.into {
        Some(key) => Some(&**key),
        None => (!as_text).then(|| to.task.key()),
    };
    let new_member = record.object.end.checked_sub(1);
    let old = match key {
        None => Some(record.value.clone()),
        Some(key) => {
            new_member?;
            record::member(line, record.object.clone(), key)
        }
    };
    let mut result = Vec::new();
    if as_text {
        to.task.text(&piece, &mut result);
    } else {
        task::array(to.task, &piece, &mut result);
    }
    let (start, end) = old.as_ref().map(|old| (old.start, old.end)).or_else(|| new_member.map(|at| (at, at)))?;
    out.extend_from_slice(&line.as_bytes()[..start]);
    if let (None, Some(key)) = (&old, key) {
        out.push(b',');
        record::string(out, key);
        out.push(b':');
    }
    match as_text {
        true => record::string(out, &String::from_utf8_lossy(&result)),
        false => out.extend_from_slice(&result),
    }
    out.extend_from_slice(&line.as_bytes()[end..]);
    Some(())
}

/// Finds the places of the results below a folder, and takes the sources off the list that are done already. Nothing is written before all is
/// checked, so a run that is refused leaves the disk as it was.
fn outputs(
    run: &mut Run<'_>,
    folder: &Path,
    format: Format,
    packing: Packing,
    resume: bool,
    options: &str,
) -> Result<(Vec<Output>, Ledger), String> {
    let failed = |e: io::Error| format!("{}: {e}", folder.display());
    let Some(mut ledger) = Ledger::read(folder, options, resume).map_err(failed)? else {
        return Err(format!(
            "{} holds results of other options; run without --resume to make them anew, or choose another folder",
            folder.display()
        ));
    };
    // If the folder is within one that is read, its results are not inputs; but a folder may be changed in place.
    let inputs = &run.input.inputs;
    if let Ok(results) = folder.canonicalize()
        && inputs.iter().filter_map(|input| input.canonicalize().ok()).any(|input| results != input && results.starts_with(input))
    {
        let inside = |path: &Path| path.canonicalize().is_ok_and(|path| path.starts_with(&results));
        run.sources.retain(|source| !matches!(&source.place, Place::File(path) if inside(path)));
    }

    let place = |source: &Source| folder.join(place(&source.relative, run.input.field.is_some(), format, packing));
    let all: Vec<Output> = run.sources.iter().map(|source| Output { place: place(source), stamp: Stamp::of(source) }).collect();
    let own = folder.join(resume::NAME);
    let mut by_place = HashMap::from([(&own, None)]);
    for (source, Output { place, .. }) in run.sources.iter().zip(&all) {
        match by_place.insert(place, Some(source)) {
            None => {}
            Some(None) => return Err(format!("{} would become {}, which is the command's own file", source.name(), place.display())),
            Some(Some(other)) => {
                return Err(format!("{} and {} would both become {}", other.name(), source.name(), place.display()));
            }
        }
    }

    ledger.begin().map_err(failed)?;
    sweep(all.iter().map(|output| &*output.place));
    let (mut left, mut outputs) = (Vec::new(), Vec::new());
    for (source, output) in std::mem::take(&mut run.sources).into_iter().zip(all) {
        if resume && ledger.has(&output) {
            run.summary.skipped += 1;
        } else {
            left.push(source);
            outputs.push(output);
        }
    }
    run.sources = left;
    Ok((outputs, ledger))
}

/// The path of results: that of the input, unpacked, and what the form adds.
fn place(relative: &Path, records: bool, format: Format, packing: Packing) -> PathBuf {
    let mut name = relative.to_path_buf();
    if Packing::of(&name) != Packing::None {
        name.set_extension("");
    }
    let form = match format {
        Format::Text => "",
        Format::Jsonl if records => "",
        Format::Jsonl => ".jsonl",
        Format::Lines => ".lines.txt",
        Format::Tsv => ".tsv",
        Format::Conllu => ".conllu",
        Format::Pretty => ".analysis.txt",
    };
    let mut name = name.into_os_string();
    name.push(form);
    name.push(packing.extension());
    name.into()
}

/// Ends on a signal: at once, with the unfinished file removed and everything finished whole.
#[cfg(unix)]
pub(crate) fn end_on_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            crate::sink::abandon(128 + signal);
        }
    });
    Ok(())
}

/// Elsewhere, a signal ends the process as it does; the unfinished file is left beside its place.
#[cfg(not(unix))]
pub(crate) fn end_on_signals() -> io::Result<()> {
    Ok(())
}
