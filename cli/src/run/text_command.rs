//! Runs a command that computes results from text. The results are written to standard output, to one file, or to a file for each input.

use std::io;

use super::destinations::{self, FolderOptions};
use super::pipeline::{Abandoned, Event};
use super::record_result::RecordWriter;
use super::state::{Outcome, Run};
use super::summary::RecordCounts;
use crate::buffer::Buffer;
use crate::input::block::Block;
use crate::input::boundary::BlockBoundary;
use crate::input::source::Source;
use crate::options::policy::{Compression, Format};
use crate::options::shared::TextArgs;
use crate::output::row::Chunk;
use crate::output::sink::Sink;
use crate::output::terminal::OutputStyle;
use crate::task::{Task, TextCommand, write_results};

/// Runs a command. `options` contains the options of the command as a text. `--resume` compares this text with the text of the earlier run.
/// Therefore options that can produce different results must have different texts.
pub(crate) fn run(command: &dyn TextCommand, options: &str) -> Outcome {
    let (args, format) = (command.shared(), command.format());
    let task = match command.task() {
        Ok(task) => task,
        Err(message) => return Outcome::BadUsage(message),
    };
    let to_stdout = args.output.output.is_none() && args.output.output_dir.is_none();
    let mut run = match Run::new(&args.input, &args.run, to_stdout) {
        Ok(run) => run,
        Err(outcome) => return outcome,
    };
    let compression = args.output.compress.unwrap_or_else(|| args.output.output.as_deref().map_or(Compression::None, Compression::of));
    let sink = match &args.output.output_dir {
        Some(folder) => {
            let folder_options = FolderOptions { folder, format, compression, resume: args.output.resume, command_options: options };
            match destinations::prepare(&mut run, &folder_options) {
                Ok((destinations, ledger)) => Ok(Sink::folder(destinations, ledger)),
                Err(message) => return Outcome::BadUsage(message),
            }
        }
        None => args.output.output.as_deref().map_or_else(|| Ok(Sink::Stdout(io::stdout())), Sink::file),
    };
    let mut sink = match sink {
        Ok(sink) => sink,
        Err(e) => return run.end(Err(e)),
    };
    // `has_failed` is true if a glob matched no file or a folder could not be read. If all results are written to a single file, this file
    // would then be incomplete. For such a file, `close` returns an error, and the run ends before the file is written.
    if run.has_failed()
        && let Err(e) = sink.close(false)
    {
        return run.end(Err(e));
    }
    let processor = BlockProcessor {
        args,
        format,
        task: &*task,
        style: OutputStyle::new(&args.run, to_stdout),
        compression,
        names: run.sources.iter().map(Source::name).collect(),
        is_named: run.has_several_inputs() && args.output.output_dir.is_none(),
    };
    let written = write_all(&mut run, &processor, &mut sink).and_then(|()| sink.finish());
    run.end(written)
}

/// The settings for processing the blocks of a run. All workers share these settings.
struct BlockProcessor<'a> {
    args: &'a TextArgs,
    format: Format,
    task: &'a dyn Task,
    style: OutputStyle,
    compression: Compression,
    /// The names of the inputs, in the order of the inputs.
    names: Vec<String>,
    /// True if formats such as tsv write the name of the input in each row.
    is_named: bool,
}

/// The results of a block.
#[derive(Default)]
struct BlockResult {
    /// The bytes of the results, formatted and compressed for the output.
    bytes: Buffer,
    records: RecordCounts,
    /// The message of an error that ends the input in this block, or `None` if there is no such error.
    error: Option<String>,
}

impl BlockProcessor<'_> {
    /// Returns the rule for the positions at which the inputs are split into blocks.
    fn boundary(&self) -> BlockBoundary {
        if self.args.input.field.is_some() { BlockBoundary::Record } else { self.task.boundary() }
    }

    /// Returns the name of the input with the index `source`.
    fn name(&self, source: usize) -> &str {
        self.names.get(source).map(String::as_str).unwrap_or_default()
    }

    /// Computes the results of a block. `source` is the index of the input, and `text` is the valid text of the block.
    fn process(&self, source: usize, block: &Block, text: &str) -> BlockResult {
        let name = self.is_named.then(|| self.name(source));
        let mut result = BlockResult::default();
        match &self.args.input.field {
            Some(field) => {
                let writer = RecordWriter { args: self.args, field, format: self.format, task: self.task, style: self.style };
                (result.records, result.error) = writer.write_block(block, text, name, &mut result.bytes);
            }
            None => {
                result.bytes = Buffer::with_capacity(block.core_end + block.core_end / 4);
                let chunk = Chunk { text, core_end: block.core_end, block: Some(block), name, style: self.style };
                write_results(self.task, self.format, &chunk, &mut result.bytes);
            }
        }
        // Escapes control characters if `--escape` requires escapes. Under the formats tsv and pretty, the task has already escaped each
        // text when it appended the text, so the results are not escaped again here.
        if !matches!(self.format, Format::Tsv | Format::Pretty) {
            let in_records = self.args.input.field.is_some() && self.format == Format::Text;
            self.style.escape_results(&mut result.bytes, self.format == Format::Jsonl || in_records);
        }
        match self.compression.compress(std::mem::take(&mut result.bytes)) {
            Ok(bytes) => result.bytes = bytes,
            Err(e) => result.error = Some(format!("cannot compress the results: {e}")),
        }
        result
    }

    /// Returns the bytes that precede the first result of an input, compressed for the output. The bytes are empty except under the format
    /// conllu without `--field`.
    fn start(&self, source: usize) -> io::Result<Buffer> {
        let mut start = Vec::new();
        if self.format == Format::Conllu && self.args.input.field.is_none() {
            self.task.write_conllu_start(self.name(source), &mut start);
            self.style.escape_results(&mut start, false);
        }
        self.compression.compress(start.into())
    }
}

/// Processes all inputs and writes their results. Returns an error only if the run cannot continue. Other errors are reported and end only
/// the current input.
fn write_all(run: &mut Run<'_>, processor: &BlockProcessor<'_>, sink: &mut Sink) -> io::Result<()> {
    let abandoned = Abandoned::new();
    let work = |source: usize, block: &Block, text: &str| processor.process(source, block, text);
    // True if the current input has been read, processed and written without an error so far.
    let mut is_intact = true;
    run.process(processor.boundary(), &abandoned, work, |run, source, event| {
        let name = processor.name(source);
        let written = match event {
            Event::Open(_) => {
                is_intact = true;
                sink.open(source).and_then(|()| sink.write(&processor.start(source)?))
            }
            Event::Result(..) if !is_intact => Ok(()),
            Event::Result(result, _) => {
                if let Some(error) = result.error {
                    is_intact = false;
                    abandoned.set(source);
                    run.fail(&format!("{name}: {error}"));
                }
                run.summary.bytes_out += result.bytes.len() as u64;
                run.summary.records.add(result.records);
                sink.write(&result.bytes)
            }
            Event::Close(ended) => {
                if let Err(e) = ended {
                    is_intact = false;
                    run.fail(&format!("{name}: {e}"));
                }
                sink.close(is_intact)
            }
        };
        match written {
            Err(e) if sink.can_continue_after(&e) => {
                is_intact = false;
                abandoned.set(source);
                run.fail(&format!("cannot write {e}"));
                Ok(())
            }
            written => written,
        }
    })
}
