//! A word of other than plain letters in Latin ones, and the form of any word.

use std::{cell::RefCell, sync::Arc};

use super::{
    MAX_LETTERS, Raw,
    particles::{self, Role},
    script::{self, Latin, Script},
};
use crate::{
    dictionary,
    form::{Form, fold_of},
    lately::ByWord,
    writing::Writing,
};

/// Groups of the dictionary that a form keeps.
const MAX_GROUPS: usize = 8;
/// Words that each thread keeps, of those met since the last turn and of those before it.
const MOST_READ: usize = 1 << 13;

/// What a word is read as.
#[derive(Debug)]
struct Word {
    native: String,
    script: Script,
    latin: String,
    lossy: bool,
    role: Role,
    form: Arc<Form>,
}

thread_local! {
    /// Words that were read lately.
    static READ: RefCell<ByWord<Word>> = RefCell::default();
}

/// Finds the Latin letters of a token, and its form.
pub fn read(token: &mut Raw) {
    let word = READ.with_borrow_mut(|known| known.of(&token.native, MOST_READ, || word(&token.native)));
    // The form knows the other readings.
    token.latin = Latin { text: word.latin.clone(), lossy: word.lossy, readings: Vec::new() };
    token.native.clone_from(&word.native);
    (token.script, token.role) = (Some(word.script), word.role);
    token.form = Some(Arc::clone(&word.form));
}

fn word(native: &str) -> Word {
    let script = Script::of_word(native);
    let known = particles::native(native).filter(|_| script != Script::Latin);
    let mut latin = match known {
        Some(word) => Latin { text: word.to_owned(), ..Latin::default() },
        None => script::latin(native, script),
    };
    let native = native.replace('\'', "");
    // The article is written as part of the word. (Where the whole is a name by itself, it is none.)
    if script == Script::Arabic
        && let Some(bare) = native.strip_prefix("ال")
        && bare.chars().count() >= 3
        && (dictionary::groups_of(&native).is_empty()
            || (bare.chars().count() >= 4 && !particles::is_foreign_al(bare)))
    {
        latin = script::latin(bare, script);
    }
    latin.text = letters(&latin.text);
    // A syllable that happens to read DE or LA is no particle: only scripts that write the same words have those.
    let has_role = known.is_some() || script.is_spelled();
    let role = if has_role { Role::of(&latin.text) } else { Role::default() };
    let form = form_of(script, &native, &latin);
    Word { native, script, latin: latin.text, lossy: latin.lossy, role, form }
}

/// The Latin capitals and digits of a text, as many as a token holds.
pub fn letters(text: &str) -> String {
    let letters = text.bytes().filter(u8::is_ascii_alphanumeric).take(MAX_LETTERS);
    letters.map(|letter| char::from(letter.to_ascii_uppercase())).collect()
}

/// The form of a token.
pub fn form(token: &Raw) -> Arc<Form> {
    token.form.as_ref().map_or_else(
        || form_of(token.script.unwrap_or(Script::Latin), &token.native, &token.latin),
        Arc::clone,
    )
}

/// The form of a word: its groups are those of the word as written, beside its readings.
fn form_of(script: Script, native: &str, latin: &Latin) -> Arc<Form> {
    let Latin { text, lossy, readings } = latin;
    let is_latin = script == Script::Latin;
    if is_latin && readings.is_empty() {
        return Form::met(text);
    }
    let mut groups = dictionary::groups_of(if is_latin { text } else { native });
    groups.truncate(MAX_GROUPS);
    let all = readings.iter().map(|reading| letters(reading)).chain([text.clone()]);
    groups.extend(
        all.filter(|reading| reading.len() > 1).map(|reading| dictionary::reading_key(&fold_of(&reading))),
    );
    groups.sort_unstable();
    groups.dedup();
    Arc::new(Form::native(text, Writing::new(script, *lossy), groups))
}
