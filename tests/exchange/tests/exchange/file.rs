//! Hand-in by a file on a stick.

use std::path::{Path, PathBuf};

use app::Failure;
use exchange_tests::{Company, Laptop, Lead, forge, on, on_day};
use ledger::{LogId, Seq};
use protocol::RawRecords;
use serde_json::{Value, json};

/// Hands in to the fair's supervisor; the file's path.
fn write(laptop: &Laptop, stick: &Path) -> PathBuf {
    let written = laptop.done("hand_in_file", json!({ "fair": "F1", "folder": stick }));
    path_of(&written)
}

fn path_of(written: &Value) -> PathBuf {
    written["path"].as_str().expect("a path").into()
}

fn take(laptop: &Laptop, file: &Path) -> Result<Value, Failure> {
    laptop.call("take_file", json!({ "path": file }))
}

/// The code with which a laptop refuses some bytes, of which it must take nothing.
fn refusal(laptop: &Laptop, stick: &Path, bytes: &[u8]) -> String {
    let file = stick.join("odd.fairlead");
    std::fs::write(&file, bytes).expect("a stick");
    let before = (laptop.count(), files_in(stick));
    let failure = take(laptop, &file).expect_err("an odd file");
    assert_eq!((laptop.count(), files_in(stick)), before, "{failure}: something changed");
    failure.code
}

fn files_in(folder: &Path) -> usize {
    std::fs::read_dir(folder).expect("a folder").count()
}

fn held_by(laptop: &Laptop, card: &str) -> Value {
    laptop.lead(card).expect("held")["row"]["heldBy"].clone()
}

#[test]
fn a_file_goes_over_and_its_answer_comes_back() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let stick = company.stick();
    company.time.set(on("10:58"));
    let card = wang.capture(Lead::HUASHENG);
    let written = wang.done("hand_in_file", json!({ "fair": "F1", "folder": stick }));
    assert_eq!((&written["to"], &written["cards"]), (&json!("林国栋"), &json!(1)));
    let file = path_of(&written);
    let before = std::fs::read(&file).expect("a file");
    let taken = take(&lin, &file).expect("taken");
    assert_eq!((&taken["from"], &taken["cards"]), (&json!("王芳"), &json!(1)));
    assert_eq!(std::fs::read(&file).expect("still there"), before);
    assert_eq!(lin.holds(&card), Some(true));
    assert_eq!(held_by(&wang, &card), "here");
    let answer = path_of(&taken["answer"]);
    assert_eq!(answer.parent(), Some(stick.as_path()), "beside the file");
    let taken = take(&wang, &answer).expect("taken");
    assert_eq!(taken["answer"], Value::Null, "an answer is not answered");
    assert_eq!(held_by(&wang, &card), "supervisor");
}

#[test]
fn a_folder_stands_for_every_file_in_it_that_is_for_us() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    let stick = company.stick();
    company.time.set(on("10:58"));
    let card = wang.capture(Lead::HUASHENG);
    li.capture(Lead::DINGLI);
    for laptop in [&wang, &li] {
        write(laptop, &stick);
    }
    std::fs::write(stick.join("half.fairlead"), b"FAIRLEAD HAND-IN 1\n...").expect("a stick");
    std::fs::write(stick.join("holiday.jpg"), b"not ours").expect("a stick");
    let folder = json!({ "path": stick });
    assert_eq!(lin.fails("take_file", folder.clone()).code, "bundle.folder");

    let taken = lin.done("take_folder", folder.clone());
    let all = taken["taken"].as_array().expect("a list");
    let brought = |one: &Value| (one["from"].clone(), one["cards"].clone());
    assert_eq!(
        all.iter().map(brought).collect::<Vec<_>>(),
        [(json!("李强"), json!(1)), (json!("王芳"), json!(1))]
    );
    let refused = &taken["refused"];
    assert_eq!(refused.as_array().map(Vec::len), Some(1), "{refused}");
    assert_eq!(
        (&refused[0]["file"], &refused[0]["failure"]["code"]),
        (&json!("half.fairlead"), &json!("bundle.damaged"))
    );

    let before = files_in(&stick);
    let again = lin.done("take_folder", folder.clone());
    assert_eq!((&again["taken"][0]["records"], files_in(&stick)), (&json!(0), before));

    let answers = wang.done("take_folder", folder);
    assert_eq!(answers["taken"].as_array().map(Vec::len), Some(1), "hers, and not 李强's");
    assert_eq!(held_by(&wang, &card), "supervisor");
    let empty = company.new_folder("empty");
    std::fs::create_dir(&empty).expect("a folder");
    assert_eq!(wang.fails("take_folder", json!({ "path": empty })).code, "bundle.none");
    let nowhere = empty.join("nowhere");
    assert_eq!(wang.fails("take_folder", json!({ "path": nowhere })).code, "bundle.read");
}

#[test]
fn nobody_says_this_is_all_where_no_file_can_be_written() {
    let company = Company::start();
    let [wang, _lin] = company.laptops(["wangfang", "linguodong"]);
    let stated = || wang.done("day", json!({}))["handedInMs"].clone();
    company.time.set(on("10:58"));
    wang.capture(Lead::HUASHENG);
    let no_folder = company.new_folder("a file");
    std::fs::write(&no_folder, b"no folder").expect("a stick");
    let failure = wang.fails("hand_in_file", json!({ "fair": "F1", "folder": no_folder }));
    assert_eq!((failure.code.as_str(), stated()), ("bundle.write", Value::Null));
    write(&wang, &company.stick());
    assert_ne!(stated(), Value::Null);
}

#[test]
fn twice_is_harmless() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let stick = company.stick();
    company.time.set(on("10:58"));
    wang.capture(Lead::HUASHENG);
    let file = write(&wang, &stick);
    let answer = path_of(&take(&lin, &file).expect("taken")["answer"]);
    take(&wang, &answer).expect("taken");
    let before = (lin.records(), wang.records());
    company.time.set(on("18:30"));
    let again = take(&lin, &file).expect("taken again");
    assert_eq!((&again["cards"], &again["records"]), (&json!(0), &json!(0)));
    take(&wang, &answer).expect("taken again");
    take(&wang, &path_of(&again["answer"])).expect("taken");
    assert!((lin.records(), wang.records()) == before, "nobody says the same again");
}

#[test]
fn files_are_taken_in_any_order() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    let stick = company.stick();
    company.time.set(on("10:58"));
    let first = wang.capture(Lead::HUASHENG);
    let old = write(&wang, &stick);
    company.time.set(on("11:30"));
    let second = wang.capture(Lead::DINGLI);
    let new = write(&wang, &stick);
    let third = li.capture(Lead::HUASHENG);
    let other = write(&li, &stick);
    for file in [&new, &other, &old, &new] {
        take(&lin, file).expect("taken");
    }
    for card in [&first, &second, &third] {
        assert_eq!(lin.holds(card), Some(true));
    }
    let ruling = &lin.lead(&third).expect("held")["ruling"];
    assert_eq!(ruling["effective"], json!(first));
}

#[test]
fn a_file_that_is_cut_is_damaged_and_nothing_is_taken() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let stick = company.stick();
    wang.capture(Lead::HUASHENG);
    let file = std::fs::read(write(&wang, &stick)).expect("a file");
    let lengths = (0..64).chain((64..file.len()).step_by(97)).chain([file.len() - 1]);
    for length in lengths {
        assert_eq!(refusal(&lin, &stick, &file[..length]), "bundle.damaged", "cut at {length}");
    }
    let longer = [&file[..], b"\0"].concat();
    assert_eq!(refusal(&lin, &stick, &longer), "bundle.damaged", "something behind");
}

#[test]
fn a_file_with_a_flipped_bit_is_damaged_and_nothing_is_taken() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let stick = company.stick();
    wang.capture(Lead::HUASHENG);
    let file = std::fs::read(write(&wang, &stick)).expect("a file");
    for at in (0..400).chain((400..file.len()).step_by(61)) {
        let mut flipped = file.clone();
        flipped[at] ^= 1 << (at % 8);
        assert_eq!(refusal(&lin, &stick, &flipped), "bundle.damaged", "bit flipped in byte {at}");
    }
}

#[test]
fn what_is_no_file_of_ours_is_refused() {
    let company = Company::start();
    let [lin] = company.laptops(["linguodong"]);
    let stick = company.stick();
    for bytes in [&b""[..], b"MZ\x90\0", b"<html></html>", b"FAIRLEAD HAND-IN 1\n"] {
        assert_eq!(refusal(&lin, &stick, bytes), "bundle.damaged");
    }
    let failure = take(&lin, &stick.join("missing.fairlead")).expect_err("no file");
    assert_eq!(failure.code, "bundle.read");
    assert!(failure.args["path"].ends_with("missing.fairlead"));
}

#[test]
fn a_file_for_somebody_else_is_not_opened() {
    let company = Company::start();
    let [wang, li, _lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    let stick = company.stick();
    wang.capture(Lead::HUASHENG);
    let file = std::fs::read(write(&wang, &stick)).expect("a file");
    assert_eq!(refusal(&li, &stick, &file), "bundle.not_for_you");
}

#[test]
fn another_companys_file_is_refused() {
    let (ours, theirs) = (Company::start(), Company::start());
    let [lin] = ours.laptops(["linguodong"]);
    let [stranger, _] = theirs.laptops(["wangfang", "linguodong"]);
    let stick = ours.stick();
    stranger.capture(Lead::HUASHENG);
    let file = std::fs::read(write(&stranger, &stick)).expect("a file");
    assert_eq!(refusal(&lin, &stick, &file), "bundle.not_for_you", "sealed for their Lin");
    // Sealed for ours on purpose.
    let (bundle, signer) = forge::bundle_of(&stranger, "linguodong", |_| ());
    let file = forge::file(&bundle, &signer, &forge::recipient_of(&lin));
    assert_eq!(refusal(&lin, &stick, &file), "bundle.company");
    // And claiming to be of our company.
    let ours = forge::bundle_of(&lin, "linguodong", |_| ()).0.company;
    let (bundle, signer) =
        forge::bundle_of(&stranger, "linguodong", |bundle| bundle.company = ours);
    let file = forge::file(&bundle, &signer, &forge::recipient_of(&lin));
    assert_eq!(refusal(&lin, &stick, &file), "bundle.sender");
}

fn log_of(laptop: &Laptop) -> LogId {
    laptop.desk.opened().expect("an open workspace").workspace().log()
}

#[test]
fn a_sender_cannot_get_a_receipt_for_records_that_he_has_yet_to_write() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let stick = company.stick();
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    let (bundle, signer) =
        forge::bundle_of(&wang, "linguodong", |bundle| bundle.through = Seq(1_000));
    let file = stick.join("backdated.fairlead");
    let sealed = forge::file(&bundle, &signer, &forge::recipient_of(&lin));
    std::fs::write(&file, sealed).expect("a stick");
    if let Ok(taken) = take(&lin, &file) {
        take(&wang, &path_of(&taken["answer"])).expect("taken");
    }
    // Two days later he signs a card and says that it was signed two days ago.
    company.time.set(on_day("2026-03-14", "10:00"));
    wang.clock.reboot();
    wang.clock.show(on("10:05"));
    let late = wang.capture(Lead::DINGLI);
    wang.sync();
    lin.sync();
    let ruling = &lin.lead(&late).expect("held")["ruling"];
    let not_after = ruling["cards"][0]["notAfterMs"].as_i64().expect("the server's receipt");
    assert_eq!(not_after, on_day("2026-03-14", "10:00").0, "nobody had seen it earlier");
}

#[test]
fn a_sender_cannot_get_a_receipt_for_somebody_elses_chain() {
    let company = Company::start();
    let [wang, li, lin] = company.laptops(["wangfang", "liqiang", "linguodong"]);
    let stick = company.stick();
    company.time.set(on("10:00"));
    let card = li.capture(Lead::HUASHENG);
    let others = log_of(&li);
    let (bundle, signer) = forge::bundle_of(&wang, "linguodong", |bundle| {
        (bundle.log, bundle.through, bundle.head) = (others, Seq(1), None);
    });
    let sealed = forge::file(&bundle, &signer, &forge::recipient_of(&lin));
    let file = stick.join("meddling.fairlead");
    std::fs::write(&file, sealed).expect("a stick");
    let _ = take(&lin, &file);
    lin.sync();
    li.sync();
    assert_eq!(held_by(&li, &card), "hq", "by the server, not by a supervisor who never saw it");
    let possession = possession_ms(&company, &card);
    company.time.set(on("12:00"));
    assert_eq!(possession, Some(on("10:00").0));
    let receipts = lin.records().into_values().filter(|record| {
        matches!(facts::Fact::read(record), Ok(facts::Fact::Receipt(r)) if r.of == others)
            && record.envelope().author == "linguodong"
    });
    assert_eq!(receipts.count(), 0, "Lin has never seen Li's chain");
}

fn possession_ms(company: &Company, card: &str) -> Option<i64> {
    let card = Laptop::card_id(card);
    let customer = company.ledger().view(card, company.time.now()).expect("a view");
    customer.and_then(|customer| customer.cluster.cards[&card].possession).map(|at| at.0)
}

#[test]
fn how_long_a_file_was_under_way_does_not_move_its_senders_clock() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let stick = company.stick();
    company.time.set(on("10:00"));
    wang.clock.reboot();
    let before = wang.capture(Lead::HUASHENG);
    let file = write(&wang, &stick);
    // The stick lies on the table until the evening.
    company.time.set(on("18:00"));
    let answer = path_of(&take(&lin, &file).expect("taken")["answer"]);
    take(&wang, &answer).expect("taken");
    company.time.set(on("18:10"));
    let after = wang.capture(Lead::DINGLI);
    company.time.set(on("21:00"));
    wang.sync();
    lin.sync();
    for (card, at) in [(&before, on("10:00")), (&after, on("18:10"))] {
        check_signed(&wang, card, at);
        check_signed(&lin, card, at);
    }
}

/// The corrected signing time must be right within a minute.
fn check_signed(laptop: &Laptop, card: &str, at: domain::time::Instant) {
    let view = laptop.lead(card).expect("held");
    let signed = view["row"]["signedMs"].as_i64().expect("a time");
    let off_s = (signed - at.0) / 1_000;
    assert!(off_s.abs() <= 60, "{}: {card} is off by {off_s} s", laptop.person);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    wang.capture(Lead::HUASHENG);
    // Tests may run as root, for whom no folder is read-only; where a file stands, no folder can be.
    let stick = company.new_folder("stick");
    std::fs::write(&stick, b"").expect("a file");
    let folder = stick.join("hand-in");
    let failure = wang.fails("hand_in_file", json!({ "fair": "F1", "folder": folder }));
    assert_eq!(failure.code, "bundle.write");
    assert_eq!(failure.args["path"], folder.display().to_string());
    // Nothing is lost: the next stick works.
    let good = company.stick();
    take(&lin, &write(&wang, &good)).expect("taken");
}

#[test]
fn an_answer_to_a_read_only_stick_goes_to_the_workspace() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let stick = company.stick();
    let card = wang.capture(Lead::HUASHENG);
    let file = write(&wang, &stick);
    let Some(read_only) = ReadOnly::make(&stick) else { return };
    let taken = take(&lin, &file).expect("taken");
    let answer = path_of(&taken["answer"]);
    assert!(answer.starts_with(&lin.folder), "{}", answer.display());
    drop(read_only);
    take(&wang, &answer).expect("taken");
    assert_eq!(held_by(&wang, &card), "supervisor");
}

#[test]
fn an_assignment_that_came_as_a_bare_envelope_is_delivered_when_it_is_read() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    wang.sync();
    lin.sync();
    lin.done("assign", json!({ "card": card, "to": "wangfang" }));
    let mut bare: Vec<_> = lin.records().into_values().collect();
    bare.retain(|record| record.kind() == "customer.assigned");
    let bare: Vec<_> = bare.iter().map(|record| record.envelope_only()).collect();
    let (bundle, signer) =
        forge::bundle_of(&lin, "wangfang", |bundle| bundle.records = RawRecords::all(&bare));
    let stick = company.stick();
    let file = stick.join("bare.fairlead");
    std::fs::write(&file, forge::file(&bundle, &signer, &forge::recipient_of(&wang)))
        .expect("a stick");
    assert_eq!(take(&wang, &file).expect("taken")["records"], 1);
    lin.sync();
    wang.sync();
    let delivered =
        wang.records().into_values().filter(|record| record.kind() == "customer.delivered");
    assert_eq!(delivered.count(), 1);
}

#[test]
fn a_file_that_is_no_hand_in_is_not_even_read_when_it_is_huge() {
    let company = Company::start();
    let [lin] = company.laptops(["linguodong"]);
    let film = company.new_folder("film.mkv");
    let file = std::fs::File::create(&film).expect("a file");
    file.set_len(1 << 40).expect("a sparse file");
    assert_eq!(take(&lin, &film).expect_err("a film").code, "bundle.too_large");
}

/// A folder in which nothing can be made, until it is dropped.
struct ReadOnly<'a>(&'a Path);

impl<'a> ReadOnly<'a> {
    /// `None` for a user whom permissions do not stop.
    fn make(folder: &'a Path) -> Option<Self> {
        let this = Self(folder);
        this.set(true);
        let refused = std::fs::write(folder.join("probe"), b"").is_err();
        refused.then_some(this)
    }

    fn set(&self, read_only: bool) {
        let mut permissions = std::fs::metadata(self.0).expect("a folder").permissions();
        permissions.set_readonly(read_only);
        std::fs::set_permissions(self.0, permissions).expect("our folder");
    }
}

impl Drop for ReadOnly<'_> {
    fn drop(&mut self) {
        self.set(false);
    }
}

#[test]
fn a_revoked_laptops_file_is_taken_as_far_as_it_was_signed_before_and_not_answered() {
    let company = Company::start();
    let [wang, lin, hq] = company.laptops(["wangfang", "linguodong", "zhenghua"]);
    let stick = company.stick();
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    let file = write(&wang, &stick);
    company.time.set(on("11:00"));
    let people = hq.done("people", Value::Null);
    let of_wang = |row: &&Value| row["id"] == "wangfang";
    let row = people.as_array().expect("people").iter().find(of_wang).expect("Wang");
    hq.done("revoke", json!({ "enrolment": row["devices"][0]["enrolment"], "reason": "" }));
    hq.sync();
    lin.sync();
    let taken = take(&lin, &file).expect("what was signed before counts");
    assert_eq!(taken["cards"], 1);
    assert_eq!(taken["answer"], Value::Null, "a stolen laptop is told nothing");
    assert_eq!(lin.holds(&card), Some(true));
}

#[test]
fn a_folder_that_is_not_there_is_no_stick() {
    let company = Company::start();
    let [wang, _lin] = company.laptops(["wangfang", "linguodong"]);
    let stick = company.stick().join("mistyped");
    wang.capture(Lead::HUASHENG);
    let failure = wang.fails("hand_in_file", json!({ "fair": "F1", "folder": stick }));
    assert_eq!(
        (failure.code.as_str(), failure.args["system"].as_str()),
        ("bundle.write", "not_found")
    );
    assert!(!stick.exists());
    assert!(wang.done("hand_in_file", json!({ "fair": "F1", "folder": "" }))["path"].is_string());
}

#[test]
fn writing_a_file_touches_nothing_that_is_on_the_stick() {
    let company = Company::start();
    let [wang, _lin] = company.laptops(["wangfang", "linguodong"]);
    let stick = company.stick();
    let own = stick.join("try.part");
    std::fs::write(&own, "her own").expect("a file");
    wang.capture(Lead::HUASHENG);
    let file = write(&wang, &stick);
    assert_eq!(std::fs::read(&own).expect("still there"), b"her own");
    assert!(file.exists());
    assert_eq!(files_in(&stick), 2, "and nothing else is left");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_read() {
    let company = Company::start();
    let lin = company.laptop("linguodong");
    let stick = company.stick();
    let pipe = stick.join("pipe.fairlead");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo").success());
    for odd in [Path::new("/dev/null"), Path::new("/dev/zero"), &pipe] {
        let failure = take(&lin, odd).expect_err("no file");
        assert_eq!(failure.code, "bundle.read", "{}", odd.display());
        assert_eq!(failure.args["system"], "no_file");
    }
    let taken = lin.done("take_folder", json!({ "path": stick }));
    assert_eq!(taken["refused"][0]["failure"]["code"], "bundle.read");
}

/// A record whose signature is nobody's, as often as wanted and each time another.
fn forgeries(laptop: &Laptop, count: u64) -> RawRecords {
    let all = laptop.records();
    let mut bytes = all.values().next().expect("a record").envelope_only().encode();
    let signature = bytes.windows(2).rposition(|head| head == [0x58, 0x40]).expect("a signature");
    let mut encoder = minicbor::Encoder::new(Vec::new());
    encoder.array(count).expect("memory");
    for n in 0..count {
        bytes[signature + 10..signature + 18].copy_from_slice(&n.to_be_bytes());
        encoder.bytes(&bytes).expect("memory");
    }
    minicbor::decode(&encoder.into_writer()).expect("records")
}

fn forged(from: &Laptop, to: &Laptop, records: RawRecords) -> Vec<u8> {
    let (bundle, signer) = forge::bundle_of(from, &to.person, |bundle| bundle.records = records);
    forge::file(&bundle, &signer, &forge::recipient_of(to))
}

#[test]
fn a_bundle_of_forged_records_is_refused_whole() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let stick = company.stick();
    let file = forged(&wang, &lin, forgeries(&wang, 20_000));
    let aside = lin.done("sync_page", Value::Null)["quarantined"].clone();
    assert_eq!(refusal(&lin, &stick, &file), "bundle.damaged");
    assert_eq!(lin.done("sync_page", Value::Null)["quarantined"], aside, "nothing is kept of it");
}

#[test]
fn a_bundle_of_more_records_than_anybody_has_is_refused() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let stick = company.stick();
    let mut encoder = minicbor::Encoder::new(Vec::new());
    encoder.array(100_001).expect("memory");
    for _ in 0..100_001 {
        encoder.bytes(&[]).expect("memory");
    }
    let many: RawRecords = minicbor::decode(&encoder.into_writer()).expect("records");
    assert_eq!(refusal(&lin, &stick, &forged(&wang, &lin, many)), "bundle.too_large");
}

#[test]
fn a_bad_record_in_a_bundle_blocks_none_of_the_others() {
    let company = Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let stick = company.stick();
    let card = wang.capture(Lead::HUASHENG);
    let bad = forgeries(&wang, 3);
    let (bundle, signer) = forge::bundle_of(&wang, "linguodong", |bundle| bundle.book = bad);
    let file = stick.join("odd.fairlead");
    std::fs::write(&file, forge::file(&bundle, &signer, &forge::recipient_of(&lin)))
        .expect("a stick");
    take(&lin, &file).expect("taken");
    assert_eq!(lin.holds(&card), Some(true));
}
