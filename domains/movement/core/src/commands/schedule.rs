//! The agency's schedule: flights that are expected, so that a missing manifest can be seen.

use jiff::civil::DateTime;
use pc_events::HitCounts;
use pc_kernel::Ids;
use pc_store::{Audit, Scan, Snapshot, SnapshotExt, Versioned, WriteSet};

use crate::{
    MovementError,
    model::{Agency, Flight, ManifestSummary, PeopleCounts, PortTime, flight_key},
    rules::legs,
};

/// One row of a schedule. Times are local at their port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduledFlight {
    /// Carrier code, 2 or 3 letters or digits.
    pub carrier: String,
    /// Flight number.
    pub number: String,
    /// Port of departure, IATA code.
    pub from: String,
    /// Port of arrival, IATA code.
    pub to: String,
    /// Scheduled departure.
    pub departure: DateTime,
    /// Scheduled arrival.
    pub arrival: DateTime,
}

/// What a schedule changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ScheduleOutcome {
    /// Flights that were not known.
    pub created: u32,
    /// Flights whose times changed.
    pub updated: u32,
    /// Flights that stay as they were.
    pub unchanged: u32,
}

/// Decides what `rows` change. Flights that the schedule does not name stay.
pub async fn schedule(
    view: &dyn Snapshot,
    rows: &[ScheduledFlight],
    ids: &Ids<'_>,
    audit: Audit,
) -> Result<(WriteSet, ScheduleOutcome), MovementError> {
    let agency = view.load::<Agency>(Agency::ID).await?.map(|a| a.record).unwrap_or_default();
    let mut set = WriteSet::new(audit);
    let mut outcome = ScheduleOutcome::default();
    let mut seen = std::collections::HashSet::new();
    for (index, row) in rows.iter().enumerate() {
        check(row).map_err(|reason| MovementError::Schedule { row: index + 1, reason })?;
        let (from, to) = (Some(row.from.as_str()), Some(row.to.as_str()));
        let key = flight_key(&row.carrier, &row.number, from, to, Some(row.departure), Some(row.arrival));
        if !seen.insert(key.clone()) {
            outcome.unchanged += 1;
            continue;
        }
        let scan = Scan::all::<Flight>("by_key").prefix([key.clone().into()]).limit(1);
        let known = view.scan(&scan).await?.records.first().map(Versioned::<Flight>::read).transpose()?;
        let departure = Some(PortTime::at(row.departure, from));
        let arrival = Some(PortTime::at(row.arrival, to));
        if let Some(known) = known {
            let next = Flight { departure, arrival, scheduled: true, ..known.record.clone() };
            if next == known.record {
                outcome.unchanged += 1;
            } else {
                set.update(&known, &next)?;
                outcome.updated += 1;
            }
            continue;
        }
        set.insert(&Flight {
            id: ids.id(),
            key,
            carrier: row.carrier.clone(),
            number: row.number.trim_start_matches('0').to_owned(),
            from: Some(row.from.clone()),
            to: Some(row.to.clone()),
            direction: legs::direction(&agency, from, to),
            departure,
            arrival,
            scheduled: true,
            cancelled: false,
            manifest: ManifestSummary::default(),
            people: PeopleCounts::default(),
            hits: HitCounts::default(),
        })?;
        outcome.created += 1;
    }
    Ok((set, outcome))
}

fn check(row: &ScheduledFlight) -> Result<(), String> {
    let code = |s: &str, min: usize, max: usize| {
        (min..=max).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    if !code(&row.carrier, 2, 3) {
        return Err(format!("carrier {:?} is not a code of 2 or 3 capital letters or digits", row.carrier));
    }
    if !code(&row.number, 1, 5) {
        return Err(format!("flight number {:?} is not 1 to 5 digits or capital letters", row.number));
    }
    for port in [&row.from, &row.to] {
        if !code(port, 3, 3) {
            return Err(format!("port {port:?} is not a three-letter IATA code"));
        }
    }
    Ok(())
}
