//! Messages in several parts: UNH S010 numbers them and marks the last, the access reference joins them.

use pc_edifact::{Enveloped, PartIndicator};
use pc_kernel::Warning;
use pc_manifest::{Function, Message};

/// One message in the making: what it started with, and whether its parts are complete so far.
struct Open {
    access: String,
    next: u32,
    message: Message,
}

/// Joins consecutive parts of one list. A list of which all parts are here is the whole list again; a lone part
/// stays a change (the reader sees to that), so that the people of the other parts are not dropped.
pub(crate) fn join<'m>(read: impl Iterator<Item = (&'m Enveloped, Message)>) -> Vec<Message> {
    let mut done = Vec::new();
    let mut open: Option<Open> = None;
    for (enveloped, message) in read {
        let part = enveloped.part.and_then(|(number, indicator)| Some((number, indicator?)));
        let Some((number, indicator)) = part else {
            done.extend(open.take().map(|o| o.message));
            done.push(message);
            continue;
        };
        match &mut open {
            Some(o) if o.access == enveloped.access && o.next == number && o.message.kind == message.kind => {
                merge(&mut o.message, message);
                o.next += 1;
            }
            _ => {
                done.extend(open.take().map(|o| o.message));
                if number == 1 && indicator == PartIndicator::More {
                    open = Some(Open { access: enveloped.access.clone(), next: 2, message });
                } else {
                    done.push(message);
                }
                continue;
            }
        }
        if indicator == PartIndicator::Last
            && let Some(Open { mut message, .. }) = open.take()
        {
            complete(&mut message);
            done.push(message);
        }
    }
    done.extend(open.map(|o| o.message));
    done
}

fn merge(whole: &mut Message, part: Message) {
    whole.persons.extend(part.persons);
    for leg in part.legs {
        let known = whole.legs.iter().any(|l| {
            (&l.carrier, &l.number, &l.from, &l.to, l.departure)
                == (&leg.carrier, &leg.number, &leg.from, &leg.to, leg.departure)
        });
        if !known {
            whole.legs.push(leg);
        }
    }
    whole.warnings.extend(part.warnings);
    whole.span = whole.span.join(part.span);
    // One part may hold the flight and another the people.
    whole.refused = match (whole.legs.is_empty(), whole.persons.is_empty()) {
        (false, false) => None,
        _ => whole.refused.take().or(part.refused),
    };
}

/// All parts are here: what each part's reader took for a change is the list itself.
fn complete(message: &mut Message) {
    let before = message.warnings.len();
    message.warnings.retain(|w| w.code != "partial-list");
    if message.warnings.len() < before {
        let crew = message.persons.iter().all(|p| p.role == pc_kernel::Role::Crew);
        message.function =
            if crew && !message.persons.is_empty() { Function::CrewList } else { Function::PassengerList };
    }
    message.warnings.push(Warning::new(
        "parts-joined",
        message.span.offset as usize,
        "A message in several parts was joined into one.",
    ));
}
