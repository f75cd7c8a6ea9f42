//! What the list is for: BGM C002/1001 (list) and C106/1004 (sub-code).

use pc_manifest::Function;

/// The function of a list code and its sub-code. Sources: WCO/IATA guide BGM; CBP guide for crew sub-codes.
pub fn function(list: &str, sub: &str) -> Function {
    let sub = sub.trim().to_ascii_uppercase();
    match (list.trim(), sub.as_str()) {
        ("745", "XR" | "RP") => Function::Cancellation,
        // CC, BC, and their like for overflights and continuances change a crew list; one letter states it.
        ("745", "CP") | ("250", "CC" | "BC" | "AC" | "DC" | "EC" | "FC") => Function::Change,
        ("745", _) => Function::PassengerList,
        ("250", _) => Function::CrewList,
        ("266", "CLOB") => Function::OnBoard,
        ("266", "CL" | "CLNB") => Function::NotOnBoard,
        ("266", "XF") => Function::FlightCancelled,
        ("266", "CF") => Function::FlightChanged,
        ("336", _) => Function::MasterCrewList,
        _ => Function::Unknown,
    }
}

/// Whether a message with this function says anything without naming a person.
pub(crate) fn needs_persons(function: Function) -> bool {
    !matches!(function, Function::FlightCancelled | Function::FlightChanged | Function::NotOnBoard)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sub_code_has_its_function() {
        for (list, sub, expected) in [
            ("745", "", Function::PassengerList),
            ("745", "CP", Function::Change),
            ("745", "XR", Function::Cancellation),
            ("745", "RP", Function::Cancellation),
            ("250", "", Function::CrewList),
            ("250", "C", Function::CrewList),
            ("250", "B", Function::CrewList),
            ("250", "CC", Function::Change),
            ("250", "BC", Function::Change),
            ("266", "CL", Function::NotOnBoard),
            ("266", "CLNB", Function::NotOnBoard),
            ("266", "CLOB", Function::OnBoard),
            ("266", "XF", Function::FlightCancelled),
            ("266", "CF", Function::FlightChanged),
            ("336", "G", Function::MasterCrewList),
            ("336", "H", Function::MasterCrewList),
            ("336", "I", Function::MasterCrewList),
            ("655", "", Function::Unknown),
            ("", "", Function::Unknown),
        ] {
            assert_eq!(function(list, sub), expected, "{list} {sub}");
        }
    }
}
