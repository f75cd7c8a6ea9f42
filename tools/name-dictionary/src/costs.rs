//! Learns what it costs to read the sounds of a script for those of Latin letters: words of one group are aligned, what was
//! exchanged and left out is counted and compared with what chance would give, and again with the costs that follow.

use std::{collections::BTreeMap, fmt::Write as _};

use pc_name_match::making::{self, LETTERS};

/// Letters that folds hold.
const COUNT: usize = LETTERS.len();
/// Rounds of aligning and counting.
const ROUNDS: usize = 5;
/// Scripts with fewer pairs than this take the costs of all together.
const FEWEST: usize = 500;
/// Pairs that are farther apart than this, in letters, are other names of one person.
const OTHER_NAME: f32 = 0.45;
/// What is exchanged counts as if it had been seen so often more as chance would have it, among all.
const UNSEEN: f32 = 100.0;
/// What a consonant costs on the average that is exchanged for any.
const MEAN: f32 = 1.5;
const SWAP: f32 = 0.55;
/// Words that are so near, in letters, are mostly taken for one name; of words by chance no more than these are, or the costs of
/// a script are raised by steps.
const NEAR: f32 = 0.235;
const NEAR_BY_CHANCE: f32 = 0.0025;
const RAISE: f32 = 1.1;
const MOST_RAISES: usize = 16;
/// Pairs by chance that are tried.
const CHANCES: usize = 100_000;
/// What nothing costs more than.
const MOST: f32 = 2.0;
/// At most so many forms of a script, and so many Latin ones, of a group.
const NATIVE_FORMS: usize = 3;
const LATIN_FORMS: usize = 6;

/// A word of another script and a Latin one of the same group, as the places of their letters.
struct Pair {
    native: Vec<usize>,
    latin: Vec<usize>,
    /// All pairs of a group and script count as one.
    counts: f32,
}

/// In letters: of the native word's, and what leaving out costs within a word and as its last letter.
struct Costs {
    exchange: [[f32; COUNT]; COUNT],
    native: [[f32; 2]; COUNT],
    latin: [[f32; 2]; COUNT],
}

/// One step of an alignment, with the places of the letters and whether it is the word's last.
enum Step {
    Exchange(usize, usize),
    Native(usize, usize),
    Latin(usize, usize),
    Swap,
}

/// The table of costs, as the matcher reads it.
pub fn table(groups: &[Vec<String>]) -> String {
    let mut pairs: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
    for forms in groups {
        gather(forms, &mut pairs);
    }
    let mut text =
        format!("# writing, letter, left out within, as the last letter, exchanged for each of {LETTERS}\n");
    let all: Vec<&Pair> = pairs.values().flatten().collect();
    write(&mut text, "any", &learn(&all));
    for (writing, pairs) in pairs.iter().filter(|(_, pairs)| pairs.len() >= FEWEST) {
        let pairs: Vec<&Pair> = pairs.iter().collect();
        let costs = learn(&pairs);
        let by_chance = 100.0 * costs.near_by_chance(&pairs);
        println!("costs: {writing}, {} pairs, {by_chance:.3} % near by chance", pairs.len());
        write(&mut text, writing, &costs);
    }
    text
}

fn places(fold: &str) -> Option<Vec<usize>> {
    fold.bytes().map(|letter| LETTERS.bytes().position(|known| known == letter)).collect()
}

/// What costs are shared among, as the matcher counts it.
fn letters(native: &[usize], latin: &[usize]) -> f32 {
    native.len().max(latin.len()) as f32 + 0.5
}

fn gather(forms: &[String], pairs: &mut BTreeMap<String, Vec<Pair>>) {
    let (mut latin, mut native) = (Vec::new(), BTreeMap::<String, Vec<Vec<usize>>>::new());
    for form in forms.iter().filter(|form| !form.contains(' ')) {
        let Some((fold, writing)) = making::sound(form) else { continue };
        let Some(places) = places(&fold).filter(|places| !places.is_empty()) else { continue };
        match writing {
            Some(writing) => native.entry(writing).or_default().push(places),
            None => latin.push(places),
        }
    }
    for (writing, native) in native {
        let counts = 1.0 / (native.len() * latin.len()).max(1) as f32;
        for word in native.iter().take(NATIVE_FORMS) {
            let others = latin.iter().take(LATIN_FORMS);
            let pair = |other: &Vec<usize>| Pair { native: word.clone(), latin: other.clone(), counts };
            pairs.entry(writing.clone()).or_default().extend(others.map(pair));
        }
    }
}

fn is_vowel(place: usize) -> bool {
    matches!(LETTERS.as_bytes()[place], b'A' | b'I' | b'U')
}

impl Costs {
    /// A guess to begin with.
    fn guess() -> Self {
        let mut costs =
            Self { exchange: [[MEAN; COUNT]; COUNT], native: [[1.0; 2]; COUNT], latin: [[1.0; 2]; COUNT] };
        for a in 0..COUNT {
            costs.exchange[a][a] = 0.0;
            if is_vowel(a) {
                (costs.native[a], costs.latin[a]) = ([0.4; 2], [0.4; 2]);
                (0..COUNT).filter(|&b| b != a && is_vowel(b)).for_each(|b| costs.exchange[a][b] = 0.35);
            }
        }
        costs
    }

    /// The share of words of different names, by chance, that are near.
    fn near_by_chance(&self, pairs: &[&Pair]) -> f32 {
        let mut dice = 7_u64;
        let mut any = || {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            pairs[(dice >> 33) as usize % pairs.len()]
        };
        let near = (0..CHANCES).filter(|_| {
            let (native, latin) = (&any().native, &any().latin);
            native != latin && self.align(native, latin).0 <= NEAR * letters(native, latin)
        });
        near.count() as f32 / CHANCES as f32
    }

    fn raise(&mut self) {
        let left_out = self.native.iter_mut().chain(&mut self.latin).flatten();
        for cost in self.exchange.iter_mut().flatten().chain(left_out) {
            *cost = (*cost * RAISE).min(MOST);
        }
    }

    /// The cheapest alignment: what it costs, and its steps.
    fn align(&self, a: &[usize], b: &[usize]) -> (f32, Vec<Step>) {
        let width = b.len() + 1;
        let last = |at: usize, word: &[usize]| usize::from(at + 1 == word.len());
        // What it costs to come to a place, and by which step.
        let mut table = vec![(0.0_f32, 0_u8); (a.len() + 1) * width];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                let mut best = if i + j == 0 { (0.0, 0) } else { (f32::INFINITY, 0) };
                let mut or = |cost: f32, step: u8| {
                    if cost < best.0 {
                        best = (cost, step);
                    }
                };
                if i > 0 && j > 0 {
                    or(table[(i - 1) * width + j - 1].0 + self.exchange[a[i - 1]][b[j - 1]], 0);
                }
                if i > 0 {
                    or(table[(i - 1) * width + j].0 + self.native[a[i - 1]][last(i - 1, a)], 1);
                }
                if j > 0 {
                    or(table[i * width + j - 1].0 + self.latin[b[j - 1]][last(j - 1, b)], 2);
                }
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && a[i - 1] != a[i - 2] {
                    or(table[(i - 2) * width + j - 2].0 + SWAP, 3);
                }
                table[i * width + j] = best;
            }
        }
        let (mut i, mut j, mut steps) = (a.len(), b.len(), Vec::new());
        while i + j > 0 {
            match table[i * width + j].1 {
                0 => {
                    (i, j) = (i - 1, j - 1);
                    steps.push(Step::Exchange(a[i], b[j]));
                }
                1 => {
                    i -= 1;
                    steps.push(Step::Native(a[i], last(i, a)));
                }
                2 => {
                    j -= 1;
                    steps.push(Step::Latin(b[j], last(j, b)));
                }
                _ => {
                    (i, j) = (i - 2, j - 2);
                    steps.push(Step::Swap);
                }
            }
        }
        (table[a.len() * width + b.len()].0, steps)
    }
}

/// How often each letter was met, within words and as the last, and left out so.
#[derive(Default, Clone, Copy)]
struct Letter {
    met: [f32; 2],
    left_out: [f32; 2],
}

impl Letter {
    /// The share that is left out, within or as the last; few are taken for all of the letter.
    fn share(&self, last: usize) -> f32 {
        let all = (self.left_out[0] + self.left_out[1] + 0.5) / (self.met[0] + self.met[1] + 1.0);
        (self.left_out[last] + 20.0 * all) / (self.met[last] + 20.0)
    }

    fn all(&self) -> f32 {
        self.met[0] + self.met[1] + 1.0
    }
}

fn learn(pairs: &[&Pair]) -> Costs {
    let mut costs = aligned(pairs);
    for _ in 0..MOST_RAISES {
        if costs.near_by_chance(pairs) <= NEAR_BY_CHANCE {
            break;
        }
        costs.raise();
    }
    costs
}

fn aligned(pairs: &[&Pair]) -> Costs {
    (0..ROUNDS).fold(Costs::guess(), |costs, _| counted(pairs, &costs))
}

/// The costs by what the alignments of these costs show.
fn counted(pairs: &[&Pair], costs: &Costs) -> Costs {
    let mut exchanged = [[0.0_f32; COUNT]; COUNT];
    let (mut native, mut latin) = ([Letter::default(); COUNT], [Letter::default(); COUNT]);
    let mut steps_taken = 0.0;
    for pair in pairs {
        let (cost, steps) = costs.align(&pair.native, &pair.latin);
        if cost / letters(&pair.native, &pair.latin) > OTHER_NAME {
            continue;
        }
        for step in steps {
            steps_taken += pair.counts;
            match step {
                Step::Exchange(a, b) => exchanged[a][b] += pair.counts,
                Step::Native(a, last) => native[a].left_out[last] += pair.counts,
                Step::Latin(b, last) => latin[b].left_out[last] += pair.counts,
                Step::Swap => {}
            }
        }
        for (word, letters) in [(&pair.native, &mut native), (&pair.latin, &mut latin)] {
            for (at, &letter) in word.iter().enumerate() {
                letters[letter].met[usize::from(at + 1 == word.len())] += pair.counts;
            }
        }
    }
    let sum = |letters: &[Letter; COUNT]| letters.iter().map(|l| l.met[0] + l.met[1]).sum::<f32>().max(1.0);
    let (of_native, of_latin) = (sum(&native), sum(&latin));
    // How much likelier than chance, as a logarithm.
    let likelier = |a: usize, b: usize| {
        let chance = native[a].all() / of_native * latin[b].all() / of_latin;
        ((exchanged[a][b] + UNSEEN * chance) / (steps_taken + UNSEEN) / chance).ln()
    };
    let best_native: Vec<f32> =
        (0..COUNT).map(|a| (0..COUNT).map(|b| likelier(a, b)).fold(f32::MIN, f32::max)).collect();
    let best_latin: Vec<f32> =
        (0..COUNT).map(|b| (0..COUNT).map(|a| likelier(a, b)).fold(f32::MIN, f32::max)).collect();
    let loss = |a: usize, b: usize| f32::midpoint(best_native[a], best_latin[b]) - likelier(a, b);
    // So that consonants exchanged by chance cost the mean.
    let (mut by_chance, mut all) = (0.0, 0.0);
    for (a, b) in (0..COUNT).flat_map(|a| (0..COUNT).map(move |b| (a, b))) {
        if a != b && !is_vowel(a) && !is_vowel(b) {
            let weight = native[a].all() * latin[b].all();
            by_chance += loss(a, b) * weight;
            all += weight;
        }
    }
    let scale = MEAN * all / by_chance.max(1e-6);
    let mut next = Costs::guess();
    for a in 0..COUNT {
        for b in (0..COUNT).filter(|&b| b != a) {
            next.exchange[a][b] = (scale * loss(a, b)).clamp(0.03, MOST);
        }
        for last in 0..2 {
            let left_out = |letter: &Letter, best: f32, of: f32| {
                (scale * (0.5 * best - (letter.share(last) * of / steps_taken.max(1.0)).ln()))
                    .clamp(0.05, MOST)
            };
            next.native[a][last] = left_out(&native[a], best_native[a], of_native);
            next.latin[a][last] = left_out(&latin[a], best_latin[a], of_latin);
        }
    }
    next
}

fn write(text: &mut String, name: &str, costs: &Costs) {
    let hundredths = |cost: &f32| ((cost * 100.0).round() as u32).to_string();
    let mut line = |letter: char, numbers: Vec<String>| {
        let _ = writeln!(text, "{name}\t{letter}\t{}", numbers.join("\t"));
    };
    line('-', costs.latin.iter().map(|of| hundredths(&of[0])).collect());
    line('.', costs.latin.iter().map(|of| hundredths(&of[1])).collect());
    for (letter, (left_out, exchange)) in LETTERS.chars().zip(costs.native.iter().zip(&costs.exchange)) {
        line(letter, left_out.iter().chain(exchange).map(hundredths).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, Pair, aligned, places};

    #[test]
    fn what_is_often_exchanged_or_left_out_costs_little() {
        let words = ["VLD", "MVSK", "TRVN", "KVRT", "SVLM", "NRVD", "BVNS", "LVFT"];
        let pair = |native: &str, latin: String| Pair {
            native: places(native).unwrap(),
            latin: places(&latin).unwrap(),
            counts: 1.0,
        };
        // A V that is a U, and vowels that are not written.
        let pairs: Vec<Pair> = words
            .iter()
            .cycle()
            .take(400)
            .map(|word| {
                let latin: String =
                    word.chars().map(|c| if c == 'V' { "U".into() } else { format!("{c}A") }).collect();
                pair(word, latin)
            })
            .collect();
        let costs = aligned(&pairs.iter().collect::<Vec<_>>());
        let at = |letter| LETTERS.find(letter).unwrap();
        assert!(costs.exchange[at('V')][at('U')] < 0.3 && costs.exchange[at('V')][at('S')] > 1.0);
        assert!(costs.latin[at('A')][0] < 0.4 && costs.latin[at('S')][0] > 1.0);
    }
}
