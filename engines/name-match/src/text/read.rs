//! A word of other than plain letters in Latin ones, and the form of any word.

use std::{cell::RefCell, sync::Arc};

use super::{
    MAX_LETTERS, Raw,
    particles::{self, Role},
    script::{self, Latin, Script},
};
use crate::{
    dictionary,
    form::{Form, Letters, fold},
    lately::ByWord,
    writing::Writing,
};

/// Groups of the dictionary that a form keeps.
const MAX_GROUPS: usize = 8;
/// Words that each thread keeps, of those met since the last turn and of those before it.
const MOST_READ: usize = 1 << 13;
/// Words of more bytes than this are no names, and are not kept.
const LONGEST: usize = 4 * MAX_LETTERS;

/// What a word is read as.
#[derive(Debug)]
struct Word {
    native: String,
    script: Script,
    latin: Letters,
    lossy: bool,
    role: Role,
    form: Arc<Form>,
}

thread_local! {
    /// Words that were read lately.
    static READ: RefCell<ByWord<String, Word>> = RefCell::default();
}

/// Finds the Latin letters of a token, and its form.
pub fn read(token: &mut Raw) {
    let native = token.native.as_str();
    let word = if native.len() > LONGEST {
        Arc::new(word(native))
    } else {
        READ.with_borrow_mut(|known| known.of(native, MOST_READ, || word(native)))
    };
    (token.latin, token.lossy) = (word.latin, word.lossy);
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
    let text = letters(&latin.text);
    // A syllable that happens to read DE or LA is no particle: only scripts that write the same words have those.
    let has_role = known.is_some() || script.is_spelled();
    let role = if has_role { Role::of(text.as_str()) } else { Role::default() };
    let form = form_of(script, &native, text, latin.lossy, &latin.readings);
    Word { native, script, latin: text, lossy: latin.lossy, role, form }
}

/// The Latin capitals and digits of a text, as many as a token holds.
pub fn letters(text: &str) -> Letters {
    let mut letters = Letters::default();
    let all = text.bytes().filter(u8::is_ascii_alphanumeric);
    all.for_each(|letter| letters.push(letter.to_ascii_uppercase()));
    letters
}

/// The form of a token.
pub fn form(token: &Raw) -> Arc<Form> {
    token.form.as_ref().map_or_else(
        || {
            let script = token.script.unwrap_or(Script::Latin);
            form_of(script, &token.native, token.latin, token.lossy, &[])
        },
        Arc::clone,
    )
}

/// The form of a word in Latin letters: its groups are those of the word as written, beside its other readings.
fn form_of(script: Script, native: &str, latin: Letters, lossy: bool, readings: &[String]) -> Arc<Form> {
    let is_latin = script == Script::Latin;
    if is_latin && readings.is_empty() {
        return Form::of_letters(latin);
    }
    let text = latin.as_str();
    let mut groups = dictionary::groups_of(if is_latin { text } else { native });
    groups.truncate(MAX_GROUPS);
    let all = readings.iter().map(|reading| letters(reading)).chain([latin]);
    let all = all.filter(|reading| reading.len() > 1);
    groups.extend(all.map(|reading| dictionary::reading_key(&fold(&reading))));
    groups.sort_unstable();
    groups.dedup();
    Arc::new(Form::native(text, Writing::new(script, lossy), groups))
}
