//! Reads the text files that options name.

use std::path::Path;

/// Reads the text file that an option names. The error message contains the path.
pub(crate) fn read_file(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}
