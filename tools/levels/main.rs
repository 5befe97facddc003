//! Prints hashes of the results of the fast paths for generated text. `levels SEEDS BYTES` prints `level NAME`, then one line `HASH OPERATION` for
//! each operation. `tools/levels/run` compares the output of all instruction-set levels, and `tools/cross/run` that of other processors.

use std::error::Error;

mod hashes;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, bytes] = &*arguments else { return Err("usage: levels SEEDS BYTES".into()) };
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let seeds: Vec<String> = paths.iter().map(std::fs::read_to_string).collect::<std::io::Result<_>>()?;
    if seeds.iter().all(String::is_empty) {
        return Err("no seeds".into());
    }
    print!("{}", hashes::hashes(&seeds, bytes.parse()?));
    Ok(())
}
