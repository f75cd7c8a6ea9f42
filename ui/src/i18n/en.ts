// Every string a person reads, in one place. Fields and states are keyed by
// the words of the API, so that a new one shows itself humanised, not blank.

const plural = (n: number, one: string, many: string) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

export const en = {
  product: "Portcullis",
  tagline: "Border operations console",
  lead: "A match is a lead, not a verdict.",
  none: "none",
  unknown: "not known",
  loading: "Loading…",
  retry: "Try again",
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  back: "Back",
  more: "Show more",
  refresh: "Refresh",
  skip: "Skip to main content",
  optional: "optional",

  nav: { label: "Main", board: "Board", query: "Query", saved: "Saved", hits: "Hits", lists: "Lists", approvals: "Approvals", messages: "Messages", journal: "Journal", accounts: "Accounts" },
  header: {
    signOut: "Sign out", help: "Keyboard and settings", account: (name: string) => `Signed in as ${name}`,
    live: "Live", quiet: (seconds: number) => `Last heard ${seconds} s ago`, connecting: "Connecting…",
    lost: (at: string) => `Last update ${at}, reconnecting…`, lostNever: "Not connected, trying again…",
    linkLabel: "Connection",
  },
  errors: {
    http: (status: number) => `The server answered with status ${status}`,
    offlineTitle: "The server cannot be reached",
    offline: "No answer came back. Check the network; the console keeps trying by itself.",
    notSaved: "Not saved: the server cannot be reached. What you typed is still here: try again.",
    noAnswer: "No answer came back. Check the network and try again.",
    failed: "This could not be loaded",
    crashed: "Something in the console went wrong", crashedDo: "Reload the page. If it happens again, tell your administrator what you were doing.",
    notFound: "There is no such page", notFoundDo: "The address may be old, or you may not be permitted to see it.",
    forbiddenDo: "Your roles do not permit this. A supervisor or administrator can change them.",
    serverDo: "Try again. If it stays like this, tell your administrator the text above.",
    conflictDo: "Look at what is there now, and do it again if it is still right.",
    missingDo: "It may have been removed, or the address may be wrong.",
    staleData: (at: string) => `Showing data from ${at}.`,
    staleWhy: "The newest data could not be read.",
  },
  session: {
    title: "Sign in", name: "Account name", password: "Password", submit: "Sign in", submitting: "Signing in…",
    wrong: "The account name or the password is not right.",
    wait: (seconds: number) => `Too many attempts. Wait ${plural(seconds, "second", "seconds")} and try again.`,
    ended: "Your session has ended. Sign in to continue where you were.",
    notice: "Use is recorded. Look only at what your task needs.",
  },
  setup: {
    title: "Set up the first administrator",
    intro: "This node has no accounts yet. The program printed a one-time secret when it started; enter it here.",
    secret: "One-time secret", name: "Account name", nameHint: "Small letters, digits and . _ @ - ; two at least", password: "Password", again: "Password, once more",
    passwordHint: "At least 12 characters. A few unrelated words are good.",
    mismatch: "The two passwords differ.", submit: "Create administrator", submitting: "Creating…",
  },
  board: {
    arrivals: "Arrivals", departures: "Departures", title: (what: string, day: string) => `${what}, ${day}`,
    previousDay: "Previous day", nextDay: "Next day", today: "Today", timesIn: (zone: string) => `Times in ${zone}`,
    filter: "Filter flights", filterHint: "flight, place or word", attention: "Needs attention", direction: "Direction", day: "Day",
    table: "Flights", time: "Time", flight: "Flight", from: "From", to: "To", manifest: "Manifest", people: "People", passengers: "Pass.", crewHead: "Crew", droppedHead: "Dropped", now: (at: string) => `Now ${at}`,
    hits: "Hits", state: { new: "New", in_review: "In review", possible: "Possible", confirmed: "Confirmed" } as Record<string, string>,
    top: "Top score", cancelled: "Cancelled", crew: (n: number) => `+ ${n} crew`, dropped: (n: number) => `${n} dropped`,
    manifestState: {
      missing: "Missing", late: "Late", stale: "Stale", received: "Received", closed: "Closed", cancelled: "Cancelled",
    } as Record<string, string>,
    manifestHelp: {
      missing: "No passenger list has arrived and it is due", expected: "Not due yet", late: "The list arrived after it was due", stale: "The list is older than it should be",
    },
    expected: "Expected",
    passengersAt: (at: string) => `pass. ${at}`, crewAt: (at: string) => `crew ${at}`,
    messagesRefused: (n: number) => `${plural(n, "message", "messages")} refused`,
    refusedLink: (n: string) => `${n} refused ${n === "1" ? "message" : "messages"}`,
    summary: { flights: "flights", attention: "need attention", missing: "without manifest", people: "people", open: "open hits", possible: "possible", confirmed: "confirmed" },
    empty: "No flights on this day", emptyDo: "Choose another day, or load a schedule.",
    allDone: "The rest of the day is clear", emptyFilter: "No flight fits the filter", emptyFilterDo: "Clear the filter to see all of the day.", clear: "Clear filter",
    incomplete: (n: number) => `Only the first ${n} flights are shown.`,
    updated: (n: number) => `${plural(n, "flight", "flights")} updated`,
    noTime: "no time",
    earlier: (n: number) => `Show ${plural(n, "earlier flight", "earlier flights")} with nothing to do`, hideEarlier: "Hide earlier flights with nothing to do",
  },
  flight: {
    title: (id: string) => `Flight ${id}`, departs: "Departs", arrives: "Arrives", manifest: "Manifest", people: "People", hits: "Hits",
    messages: "Messages", peopleTable: "People on this flight", name: "Name", role: "Role", birth: "Born", nationality: "Nationality", document: "Document",
    seat: "Seat", route: "Route", state: "State", hit: "Hits", noPeople: "Nobody is listed on this flight yet", noPeopleDo: "People appear here as soon as a manifest arrives.",
    noMessages: "No message has arrived for this flight yet", filter: "Filter people", filterHint: "name, document or seat",
    namePending: "name pending", transit: "transit", warnings: (n: number) => plural(n, "warning", "warnings"), local: "local",
    showing: (shown: number, all: number) => (shown === all ? plural(all, "person", "people") : `${shown} of ${plural(all, "person", "people")}`),
    cleared: "cleared", hitCount: (n: number) => plural(n, "hit", "hits"), noHits: "–",
    incomplete: "Not everybody is shown. Use the filter of the API for the rest.",
    overflight: "Overflight", arrival: "Arrival", departure: "Departure",
  },
  travelerState: { listed: "Listed", dropped: "Dropped", on_board: "On board", not_on_board: "Not on board" } as Record<string, string>,
  roles: {
    passenger: "Passenger", crew: "Crew", analyst: "Analyst", officer: "Officer", supervisor: "Supervisor", list_manager: "List manager",
    auditor: "Auditor", administrator: "Administrator",
  } as Record<string, string>,
  traveler: {
    title: "Traveler", facts: "As stated in the manifest", documents: "Documents", noDocuments: "No document was stated", source: "Where it stands in the message", changed: "Last change",
    kind: "Kind", number: "Number", issuer: "Issuer", expiry: "Expires",
  },
  fields: {
    surname: "Surname", given: "Given names", name: "Name", names: "Names", birth: "Date of birth", births: "Dates of birth", gender: "Gender", nationality: "Nationality",
    nationalities: "Nationalities", residence: "Residence", document: "Document", documents: "Documents", locator: "Locator", seat: "Seat", embark: "Embarks",
    debark: "Leaves", role: "Role", transit: "Transit", remarks: "Remarks", schema: "Kind", issuer: "Issuer", expiry: "Expiry", number: "Number", kind: "Kind", person: "Person",
    category: "What an officer does", reason: "Why it is listed", valid_from: "Counts from", valid_until: "Counts until",
  } as Record<string, string>,
  functions: {
    passenger_list: "passenger list", crew_list: "crew list", change: "changes", cancellation: "people cancelled", on_board: "on board", not_on_board: "not on board",
    flight_cancelled: "flight cancelled", flight_changed: "flight changed",
  } as Record<string, string>,
  hitState: { new: "New", in_review: "In review", possible: "Possible", confirmed: "Confirmed", not_a_match: "Not a match", open: "Open", all: "All" } as Record<string, string>,
  agreement: { agree: "same", near: "close", differ: "differs", unknown: "not known" } as Record<string, string>,
  reasons: {
    different_birth_date: "Different date of birth", different_name: "Different name", different_nationality: "Different nationality",
    different_document: "Different document", identity_verified: "Identity verified", same_person: "Same person",
    insufficient_data: "Not enough data to tell", other: "Other (say in the note)",
  } as Record<string, string>,
  hits: {
    title: "Hits", show: "Show", table: "Hits, highest score first", score: "Score", traveler: "Traveler", entry: "List entry", flight: "Flight", state: "State", reviewer: "Reviewer",
    age: "Since", carried: "carried over", carriedHelp: "An earlier decision for the same person and entry holds", stale: "no longer current", staleHelp: "The traveler was dropped or the entry was removed",
    empty: "No open hits", emptyDo: "New hits appear here by themselves when a manifest arrives.", emptyState: (state: string) => `No hits in the state “${state}”`,
    count: (n: number, complete: boolean) => `${complete ? "" : "first "}${plural(n, "hit", "hits")}`, born: (d: string) => `born ${d}`,
  },
  hit: {
    title: (traveler: string, entry: string) => `${traveler} and ${entry}`, score: "Score", of: "of 1.00", comparison: "Traveler and list entry", field: "Field", traveler: "Traveler", entry: "List entry",
    agreement: "Comparison", otherwise: "agrees, written otherwise", parts: "How the score came about", part: "Part", weight: "Evidence", speaksFor: "speaks for it", speaksAgainst: "speaks against it", evidence: "Evidence for (+) and against (−), in log-odds", source: "Source message", history: "History", noHistory: "Nothing has been decided yet",
    matchedName: (name: string) => `Matched on the name “${name}”`, allNames: "All names of the entry", remarks: "Remarks", noSource: "The bytes behind this person are not available",
    claim: "Claim", possible: "Possible", confirm: "Confirmed", clear: "Not a match", next: "Next hit", back: "Back to the queue", reopen: "Reopen", reopened: "Reopened: the decision was taken back", openTraveler: "Open the traveler", openPerson: "Traveler and everything known",
    decideTitle: { possible: "Mark as a possible match", confirmed: "Mark as confirmed", not_a_match: "Not a match", in_review: "Reopen" } as Record<string, string>,
    reason: "Reason", reasonHint: "Press a number to choose, Enter to decide, Esc to leave", note: "Note", noteNeeded: "Say in the note what the reason is.", reasonNeeded: "Choose a reason first.", decide: "Decide",
    decided: (state: string, reason: string) => `Decided: ${state}${reason ? ` (${reason})` : ""}.`, nextHint: "Press n for the next open hit.", noNext: "No open hits are left.",
    lastDecision: (name: string, state: string) => `${name}: ${state}.`, undo: "Undo", undone: "Reopened.", claimed: "You are the reviewer of this hit.",
    conflictTitle: "Somebody else was faster", conflict: (who: string, state: string) => `${who} set this hit to “${state}” while you were looking. Theirs is shown now; decide again only if you disagree.`,
    somebody: "Somebody", reviewer: (name: string) => `Reviewer: ${name}`, noReviewer: "No reviewer", you: "you", stale: (why: string) => `This hit is no longer current: ${why || "the traveler was dropped or the entry was removed"}.`,
    carried: "Carried over: an earlier decision for the same person and entry holds.", noPermission: "Your roles let you read hits but not decide them.",
    fields: "Show a field in the message", bar: "Decision", changedBy: (from: string, to: string) => `${from} → ${to}`, created: "Found", entryOnList: (list: string, id: string) => `${list} ${id}`,
  },
  bytes: {
    region: "Message bytes", whole: "Show the whole message", part: "Show only this person", offset: "Offset", empty: "The message is empty", field: (name: string, text: string) => `${name}: ${text}`,
    size: (n: number) => plural(n, "byte", "bytes"), wrap: "One segment a line; line ends of the message are shown as marks.",
  },
  lists: {
    title: "Lists", table: "Lists", name: "List", format: "Format", entries: "Entries", updated: "Last import", version: "Version", change: "Last change", age: (text: string) => (text === "just now" ? text : `${text} ago`), never: "never",
    old: "Imported over a week ago", current: "Current", oldEdition: "Edition over a month old", byHand: "Kept by hand", edition: "Edition", empty: "No list has been imported yet", emptyDo: "Choose files below to import the first one.",
    importTitle: "Import", drop: "Drop files here, or choose them", choose: "Choose files", formats: "The UN's, EU's and UK's lists (XML or CSV), OFAC's sdn.csv with alt.csv and add.csv, OpenSanctions, FollowTheMoney, .jsonl, or your own .csv with its mapping", listTitle: "Title", importing: "Importing…", submit: "Import", preview: "Preview", previewing: "Comparing…", remove: (name: string) => `Remove ${name}`, chosen: "Chosen files", nothing: "Choose at least one file first.",
    counts: (a: number, c: number, r: number) => `+${a.toLocaleString("en")}  ~${c.toLocaleString("en")}  −${r.toLocaleString("en")}`,
    countsLabel: (a: number, c: number, r: number) => `${a} added, ${c} changed, ${r} removed`,
    imports: "Imports", byHandTimes: (n: number, more: boolean) => (more ? `${n}+ changes by hand` : plural(n, "change by hand", "changes by hand")), noImports: "No imports yet", by: "By", at: "When", files: "Files", result: "Result", search: "Search entries", searchHint: "name or identifier", noEntries: "No entry fits", entriesTable: "Entries", identifier: "Identifier",
    forms: {
      "ofac-sdn": "OFAC SDN", "watchlist-jsonl": "JSON lines", "un-xml": "United Nations, XML", "eu-xml": "European Union, XML", "eu-csv": "European Union, CSV", "uk-ofsi-csv": "UK OFSI, CSV", "uk-ofsi-xml": "UK OFSI, XML",
      "uk-csv": "UK Sanctions List, CSV", "uk-xml": "UK Sanctions List, XML", "opensanctions-csv": "OpenSanctions, CSV", "ftm-jsonl": "FollowTheMoney", "mapped-csv": "Own CSV", "by-hand": "By hand", undo: "Undo",
    } as Record<string, string>,
    names: (n: number) => plural(n, "name", "names"), born: "Born", nationality: "Nationality", state: "State", removed: "Removed from the list", active: "Active", ended: "Ended", fromDay: (day: string) => `From ${day}`, expiredOn: (day: string) => `Expired on ${day}`,
  },
  import: {
    title: (list: string) => `Import of ${list}`, added: "Added", changed: "Changed", removed: "Removed", unchanged: "Unchanged", warnings: "Warnings", changes: "What changed", all: "All", show: "Show",
    nothing: "Nothing changed: this import equals what was there.", nothingOf: (what: string) => `Nothing was ${what}.`, before: "Before", after: "After", byte: (n: number) => `byte ${n}`, nowIn: "now in the list", gone: "no longer in the list", sha: "SHA-256",
    previewTitle: (list: string) => `What importing ${list} would do`, newList: (name: string) => `${name}: a new list`, published: "Edition", wouldChange: "What would change", nothingNew: "Nothing would change: the files equal what is there.",
    moreOf: (n: number, what: string) => `and ${n.toLocaleString("en")} more ${what}`,
    kept: (n: number) => `The file is not whole. ${plural(n, "entry that it lacks stays", "entries that it lacks stay")} on the list.`,
    looksWrong: "More than half of the list would be removed. Is this the right file?",
    undo: "Undo this import", redo: "Undo this undo", wasUndone: "Undone", undoTitle: (list: string) => `Undo of an import of ${list}`, undoes: "Undoes", undone: "Undone", thatImport: "this import", thatUndo: "by this undo", undoing: "Undoing…", undoneNow: "The import was undone.",
    undoAsk: (list: string) => `Undo this import of ${list}?`, redoAsk: (list: string) => `Undo this undo of ${list}?`,
    undoWill: (a: number, c: number, r: number) => `${plural(a, "added entry goes", "added entries go")}, ${plural(c, "changed entry says", "changed entries say")} again what was there before, ${plural(r, "removed entry comes", "removed entries come")} back.`,
    undoHint: "It is an import of its own: the journal keeps both, and travelers are screened again.",
  },
  entry: { title: "List entry", names: "Names", kinds: { primary: "primary", aka: "also known as", weak: "weak alias", orig: "original script", strong: "also known as" } as Record<string, string>, documents: "Documents", provenance: "Provenance", first: "First import", last: "Last change by import", none: "None stated", byHandOn: (who: string, at: string) => `By hand, ${who}, ${at}`, editionOf: (edition: string) => `edition ${edition}`, importedAt: (at: string) => `imported ${at}`,
    waits: "A change waits for a second person", waiting: (what: string, who: string, at: string) => `${what}, proposed by ${who}, ${at}.`, seeApprovals: "See it under Approvals",
  },
  messages: {
    title: "Messages", show: "Show", all: "All", refused: "Refused", table: "Messages, newest first", at: "Received", kind: "Kind", source: "Source", flights: "Flights", people: "People", result: "Result", warnings: "Warnings",
    empty: "No messages yet", emptyDo: "Messages arrive by POST or through the watched folder.", emptyRefused: "No message has been refused",
    refusedWhy: "Refused", repeated: "Repeated", accepted: "Accepted", open: "Message", counts: (a: number, c: number, d: number) => `+${a} ~${c} −${d}`, countsLabel: (a: number, c: number, d: number) => `${a} people added, ${c} changed, ${d} dropped`,
  },
  message: { title: (kind: string) => `Message ${kind}`, warnings: "Warnings", noWarnings: "No warnings", content: "Bytes", code: "Code", offset: "Offset", text: "What", go: (offset: number) => `Show byte ${offset}`, refused: "This message was refused. It is kept byte for byte.", file: "File", unnamed: "unnamed", sender: "Sender" },
  journal: { title: "Journal", table: "Journal entries", sequence: "Entry", at: "When", actor: "Who", purpose: "Purpose", what: "What", writes: "Written", more: (n: number) => `${n} more`, hash: "Hash", newer: "Newer", older: "Older", empty: "The journal is empty", note: "Hash-chained. Verify it on the server with “portcullis verify”.", routes: "Show routes",
    // By method and path of the API: every operation that leaves a line in the journal.
    did: {
      "POST /accounts": "Made an account", "PATCH /accounts/{id}": "Changed an account",
      "POST /session": "Signed in", "POST /session refused": "Sign-in refused", "DELETE /session": "Signed out", "POST /setup": "Set up the first administrator", "POST /setup refused": "Setup refused",
      "GET /flights/{id}/travelers": "Listed the people of a flight", "POST /schedule": "Loaded a schedule",
      "GET /travelers/{id}": "Read a traveler", "GET /travelers/{id}/journeys": "Read the journeys of a person", "GET /travelers/{id}/history": "Read everything known of a person",
      "GET /messages": "Listed messages", "POST /messages": "Handed messages in", "GET /messages/{id}": "Read a message", "GET /messages/{id}/content": "Read the bytes of a message",
      "GET /hits": "Listed hits", "GET /hits/{id}": "Read a hit", "POST /hits/{id}/claim": "Claimed a hit", "POST /hits/{id}/assign": "Assigned a hit", "POST /hits/{id}/decision": "Decided on a hit",
      "GET /lists/{id}/entries": "Listed the entries of a list", "POST /imports": "Imported a list", "POST /imports/preview": "Previewed an import", "GET /imports/{id}/changes": "Read what an import changed", "POST /imports/{id}/undo": "Undid an import",
      "GET /entries/{id}": "Read an entry", "GET /entries/{id}/versions": "Read every form of an entry", "POST /entries": "Made an entry, or proposed it", "POST /entries/{id}/change": "Changed an entry, or proposed to", "POST /entries/{id}/end": "Ended an entry, or proposed to",
      "GET /proposals": "Listed proposed changes", "GET /proposals/{id}": "Read a proposed change", "POST /proposals/{id}/decision": "Decided on a proposed change",
      "POST /subjects/query": "Asked a query", "GET /saved-subjects": "Listed saved subjects", "POST /saved-subjects": "Saved a subject", "POST /saved-subjects/{id}/seen": "Looked at a saved subject", "POST /saved-subjects/{id}/end": "Ended a saved subject",
    } as Record<string, string>,
  },
  accounts: {
    title: "Accounts", table: "Accounts", name: "Account", display: "Name", roles: "Roles", state: "State", created: "Created", active: "Active", disabled: "Disabled", disable: "Disable", enable: "Enable", edit: "Edit", create: "New account", editTitle: (name: string) => `Edit ${name}`, password: "Password", newPassword: "New password", keepPassword: "Leave empty to keep the present one", empty: "No accounts", saved: "Saved.", rolesNeeded: "Choose at least one role.", self: "you",
  },
  help: {
    title: "Keyboard and settings", keys: "Keys", settings: "Settings", single: "Single-key shortcuts", singleHint: "Turn off when you use speech input or another tool that types letters.",
    theme: "Appearance", system: "As the system", light: "Light", dark: "Dark", autoNext: "Open the next hit after a decision",
    where: { any: "Everywhere", query: "Query", lists: "Lists and approvals", board: "Board", rows: "Tables", hit: "Hit review", reason: "Reason" },
    what: {
      save: "Save the question", newEntry: "New entry", edit: "Change the entry", end: "End the entry", approve: "Approve", reject: "Reject", choose: "Next / previous result, from the box", openChosen: "Open the chosen result", card: "Scroll the card of the chosen result, from the box", clearBox: "Clear the box; leave it when it is empty", help: "This help", search: "Filter or search", esc: "Leave the filter, close a dialog",
      arrivals: "Arrivals / departures", days: "Previous / next day", today: "Today", attention: "Only flights that need attention", earlier: "Earlier flights", move: "Next / previous row", ends: "First / last row", open: "Open the row",
      possible: "Possible", confirm: "Confirmed", clear: "Not a match", next: "Next open hit", back: "Back", claim: "Claim", undo: "Undo, reopen", number: "Choose the reason", decide: "Decide",
    },
  },
  category: { detain: "Detain", refuse_entry: "Refuse entry", refer: "Refer to a second line", inform: "Inform, do not alert the person", document: "Lost, stolen or false document" } as Record<string, string>,
  entryForm: {
    newTitle: "New entry", editTitle: (name: string) => `Change ${name}`, list: "List", listHint: "A list kept by hand; a new name makes a new list", purpose: "What it is for",
    schemas: { Person: "Person", Organization: "Organisation", Vessel: "Vessel", Aircraft: "Aircraft", Vehicle: "Vehicle", Other: "Other" } as Record<string, string>,
    namesHint: "The first is the name it is filed under: SURNAME, Given names. A weak alias raises no alert alone.", nameNumber: (n: number) => `Name ${n}`, strength: (n: number) => `Strength of name ${n}`, removeName: (n: number) => `Remove name ${n}`, addName: "Add a name",
    birthsHint: "1979-03-14, 1979-03, 1979, c1979 or 1978/1980; several with commas", nationsHint: "Codes of two or three letters; several with commas", genders: { "": "not known", F: "F", M: "M", X: "X" } as Record<string, string>,
    documents: "Documents, plates, registrations", documentKinds: { passport: "Passport", visa: "Visa", identity: "Identity card", residence: "Residence permit", crew: "Crew certificate", other: "Plate, registration, other", unknown: "Not known" } as Record<string, string>,
    documentKind: (n: number) => `Kind of document ${n}`, documentNumber: (n: number) => `Number of document ${n}`, documentIssuer: (n: number) => `Issuer of document ${n}`, issuer: "Issuer", removeDocument: (n: number) => `Remove document ${n}`, addDocument: "Add a document",
    category: "What an officer does", needsSecond: "needs a second person", secondHint: "Another person has to approve this before it counts.", propose: "Propose", reason: "Why it is listed", reasonHint: "On whose request, file number. Shown to whoever meets the entry.", remarksHint: "What an officer should know when meeting the subject",
    from: "Counts from", until: "Counts until the end of", always: "from its making", noEnd: "no end", by: "Written by", approvedBy: "Approved by", notNeeded: "not needed", approved: (who: string) => `approved by ${who}`, time: "by its validity",
    edit: "Change", end: "End", endTitle: (name: string) => `End ${name}`, endReason: "Why it no longer counts", saved: "Saved.", ended: "Ended.", waiting: "Waiting for a second person.", versions: "Every form it had", imported: "This entry comes from an imported list: its publisher changes it.",
    wrongBirth: (text: string) => `“${text}” cannot be read as a date. Write it as 1979-03-14, 1979-03, 1979, c1979 or 1978/1980.`,
    movedTitle: "This entry was changed while you were writing", moved: (who: string, version: number) => `${who} changed it; it is at version ${version} now. What you typed is still here, but cannot be saved over it.`, load: "Load what is there now, without what I typed", loaded: "Loaded as it is now.", somebody: "Somebody",
    movedDo: "Copy what you still need, load what is there now, and make your change again.",
    endedTitle: "This entry has ended", endedNote: "Saving makes it valid again. Say in the reason why.", saveEnded: "Save and make it valid again", proposeEnded: "Propose to make it valid again",
    leaveTitle: "Leave without saving?", leaveText: "What you typed in this form is not saved.", stay: "Stay and go on", leave: "Leave without saving",
    what: { created: "made", changed: "changed", ended: "ended", begun: "began to count", expired: "expired" } as Record<string, string>,
  },
  approvals: {
    title: "Approvals", badge: (n: string) => `${n} waiting`, states: { waiting: "Waiting", approved: "Approved", rejected: "Rejected", withdrawn: "Taken back" } as Record<string, string>, what: { create: "New", change: "Change", end: "End" } as Record<string, string>,
    empty: { waiting: "Nothing waits for a second person", approved: "Nothing has been approved", rejected: "Nothing has been rejected", withdrawn: "Nothing has been taken back" } as Record<string, string>, emptyDo: "Entries of grave categories appear here when somebody makes, changes or ends one.",
    by: "Proposed by", decided: "Decided by", own: "You proposed this: another person has to approve it.", approve: "Approve", reject: "Reject", withdraw: "Take back", approved: (name: string) => `Approved: ${name}.`, rejected: "Rejected.", withdrawn: "Taken back.",
    rejectTitle: (name: string) => `Reject ${name}`, withdrawTitle: (name: string) => `Take back ${name}`, note: "Why",
  },
  saved: {
    title: "Saved subjects", save: "Save", saveTitle: "Keep an eye on this", reason: "Why", until: "Until the end of", done: "Saved.", ended: (text: string) => `Ended: ${text}.`, end: "End", endTitle: "End this saved subject", endAsk: "It is no longer asked when lists or manifests change.",
    what: "Question", answer: "Answer", fresh: (n: number) => `${n} new`, found: (n: number) => (n === 0 ? "nobody" : `${n} found, none new`), changed: (text: string) => `changed ${text === "just now" ? text : `${text} ago`}`, expired: "over", badge: "new answers:",
    empty: "No subject is saved", emptyDo: "Save a question on the query screen; it is asked again whenever lists or manifests change.",
  },
  person: {
    journeys: "Journeys of possibly the same person", linked: "Linked for the reason given, never merged: each journey stays as its carrier stated it.", alone: "No other journey is linked", aloneWhy: "No other journey has the same document number, or the same name and date of birth.",
    reason: "Why linked", this: "this journey", other: "of a linked journey", known: "Everything known", kind: "Kind", what: "What", nothing: "Nothing is known", noLooks: "Who looked is shown to those who may read the journal.",
    kinds: { journey: "Journey", message: "Message", hit: "Hit", decision: "Decision", look: "Looked at" } as Record<string, string>,
  },
  query: {
    title: "Query", box: "Name, date of birth, document, plate", hint: "e.g. testanov ivo 28.02.1961",
    help: "Type anything you have, in any order and script; or scan the document. Answers come while you type.",
    examples: [["testanov ivo 28.02.1961", "name and date of birth"], ["AB123456", "document or plate"], ["28.02.1961", "whoever was born that day"], ["ocean sampler", "a vessel, an aircraft, an organisation"], ["testa", "the beginning of a name"], ["nat:BGR sex:M doc:123456", "say what a word is"]] as [string, string][],
    purpose: "What for", purposes: { "border-control": "Border control", "referral": "Referral from a booth", "case-work": "Case work", "training": "Training" } as Record<string, string>,
    readAs: "Read as", word: { name: "name", birth: "born", gender: "gender", nationality: "nationality", document: "document or plate", plate: "plate or registration" } as Record<string, string>,
    results: "Results", group: { alert: "At or above the alert threshold", begins: "Name begins so", born: "Born on that day", near: "Below the alert threshold" } as Record<string, string>,
    groupHint: { alert: "", begins: "Only the beginning of the name was compared.", born: "Nothing else was compared.", near: "Near, and no alert by itself." } as Record<string, string>,
    kind: { entry: "List", traveler: "Traveler" } as Record<string, string>, noHit: "no hit", dropped: "no longer listed",
    nobody: "Nobody fits", nobodyDo: "Nobody on the lists and the flights looked through. Check the spelling, or leave something out.",
    nobodyPartly: "Nobody was found, but not everything could be looked through: see above.",
    more: "Go on typing: two letters of a name, four characters of a number, or a whole date of birth.",
    found: (n: number) => (n === 0 ? "Nobody fits" : plural(n, "result", "results")), working: "Looking…", opens: "Looking, then opening the first…",
    cut: (most: number) => `No more than ${most} of a kind are shown, and there may be others: type more of the name, or a date.`,
    source: { lists: "Lists", travelers: "Travelers" } as Record<string, string>,
    among: { lists: (n: number) => plural(n, "entry", "entries"), travelers: (n: number) => plural(n, "person on flights", "people on flights") } as Record<string, (n: number) => string>,
    asOf: (at: string) => `as of ${at}`, since: (at: string) => `in use since ${at}`, state: { current: "current", behind: "behind", building: "being built", unavailable: "not available" } as Record<string, string>,
    old: "These results are for what was typed before.", why: "Why", whyFits: "Why it fits what you asked", noWhy: "Only the beginning of the name, or the day of birth, was compared: there is nothing to weigh yet.",
    open: { entry: "Open the entry", traveler: "Open the traveler", hit: "Open the hit" } as Record<string, string>, noEntry: "Everything your roles may see of this entry is here.",
    choose: "Choose a result to see why it fits.", flight: "Flight", hits: "Hits", list: "List", clear: "Clear",
  },
  time: { now: "just now", minutes: (n: number) => `${n} min`, hours: (n: number) => `${n} h`, days: (n: number) => plural(n, "day", "days"), years: (n: number) => plural(n, "year", "years") },
} as const;

/** The catalogue's word for a code of the API, or the code made readable. */
export function word(table: Readonly<Record<string, string>>, code: string | null | undefined): string {
  if (!code) return en.unknown;
  return table[code] ?? code.replace(/[_-]+/g, " ").replace(/^./, (c) => c.toUpperCase());
}

/** A field name such as `documents.0.number` in words. */
export function fieldWord(field: string): string {
  const known = en.fields[field];
  if (known) return known;
  const parts = field.split(/[.[\]]+/).filter(Boolean);
  return parts.map((part, i) => {
    if (/^\d+$/.test(part)) return String(Number(part) + 1);
    if (i > 0) return (en.fields[part] ?? part.replace(/_/g, " ")).toLowerCase();
    const one = part.replace(/s$/, "");
    return word(en.fields, parts.length > 1 && one in en.fields ? one : part);
  }).join(" ");
}
