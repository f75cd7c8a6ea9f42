//! The console is part of the program. Without a built console the program still builds; it then says so on its page.

use std::{fs, path::Path};

fn main() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist");
    if !dist.exists() {
        fs::create_dir_all(&dist).expect("the folder of the console can be made");
    }
    println!("cargo::rerun-if-changed={}", dist.display());
}
