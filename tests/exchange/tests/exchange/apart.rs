//! The process in which changes are applied: it does what it should, and whatever happens to it happens to
//! nobody else.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use app::workspace::{Examiner, Unavailable};
use desktop::apart::Apart;
use exchange_tests::{Chance, examiner, program};
use ledger::document::{Change, Document, DocumentId, Entry, History, Refused, Unfit, merge};
use ledger::{EnrolmentId, Incarnation, LogId, RecordId, Seq};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

const DOCUMENT: DocumentId = DocumentId::shared([7; 16]);
const RUN: [u8; 16] = [5; 16];

fn log() -> LogId {
    LogId { enrolment: EnrolmentId::new([1; 16]), incarnation: Incarnation(1) }
}

fn written(texts: &[&str]) -> Vec<Change> {
    let mut document = Document::default();
    let actor = DOCUMENT.actor(log(), &RUN);
    let change = |text: &&str| document.set(actor, [("need", *text)]).expect("fits");
    texts.iter().filter_map(change).collect()
}

#[test]
fn changes_come_to_the_same_apart_as_here() {
    let changes = written(&["一", "二", "三"]);
    let apart = examiner();
    for _ in 0..3 {
        assert_eq!(apart.examine(&changes), Ok(merge(&changes, |_| ())));
    }
    assert_eq!(apart.examine(&[]), Ok(merge(&[], |_| ())));
}

#[test]
fn what_follows_something_that_is_not_there_is_refused_by_name() {
    let changes = written(&["一", "二", "三"]);
    let gap = [changes[0].clone(), changes[2].clone()];
    let refused = Refused { nth: 1, why: Unfit::Refused };
    assert_eq!(examiner().examine(&gap), Ok(Err(refused)));
}

/// Honest changes, mutated, with their checksums made good again: whatever is let through to the process
/// comes back as a document or as a refusal, and the next is served all the same.
#[test]
fn no_mutation_harms_anybody() {
    let apart = examiner();
    let honest = written(&["要 20 台", "要 25 台，月底前", "要 30 台"]);
    let (mut chance, mut tried) = (Chance::from(0x5eed), 0);
    for _ in 0..3_000 {
        let target = chance.below(honest.len());
        let mut raws: Vec<Vec<u8>> = honest.iter().map(|change| change.raw().to_vec()).collect();
        mutate(&mut raws[target], &mut chance);
        let entry = |(nth, raw)| Entry {
            record: RecordId::new([nth as u8; 32]),
            log: log(),
            seq: Seq(nth as u64 + 1),
            run: RUN,
            raw,
        };
        let entries: Vec<Entry<'_>> =
            raws.iter().map(Vec::as_slice).enumerate().map(entry).collect();
        let history = History::of(DOCUMENT, &entries, &BTreeMap::new());
        if history.unfit.is_empty() {
            tried += 1;
            let changes: Vec<Change> =
                history.counted.into_iter().map(|(_, change)| change).collect();
            assert_eq!(apart.examine(&changes), Ok(merge(&changes, |_| ())));
        }
    }
    assert!(tried > 20, "only {tried} came as far as the process");
    assert!(apart.examine(&honest).is_ok_and(|merged| merged.is_ok()));
}

/// Changes a byte behind the head, and makes length and checksum good again.
fn mutate(raw: &mut Vec<u8>, chance: &mut Chance) {
    let mut body = raw[10..].to_vec();
    if raw[9] >= 0x80 {
        body = raw[11..].to_vec();
    }
    let at = chance.below(body.len());
    match chance.below(3) {
        0 => body[at] ^= 1 << chance.below(8),
        1 => drop(body.remove(at)),
        _ => body.insert(at, chance.below(256) as u8),
    }
    let mut rest = vec![1, (body.len() & 0x7f) as u8];
    if body.len() >= 0x80 {
        rest = vec![1, (body.len() & 0x7f) as u8 | 0x80, (body.len() >> 7) as u8];
    }
    rest.extend(body);
    let sum = Sha256::digest(&rest);
    *raw = [&[0x85, 0x6f, 0x4a, 0x83], &sum[..4], &rest[..]].concat();
}

#[cfg(target_os = "linux")]
#[test]
fn the_process_has_little_memory_and_leaves_no_image_of_it() {
    let apart = examiner();
    apart.examine(&[]).expect("it runs").expect("nothing to refuse");
    let id = apart.process_id().expect("it waits for more");
    let limits = fs::read_to_string(format!("/proc/{id}/limits")).expect("a running process");
    let hard = |name: &str| {
        let line = limits.lines().find(|line| line.starts_with(name)).expect("a limit");
        let values: Vec<&str> = line[name.len()..].split_whitespace().collect();
        values[1].to_owned()
    };
    assert_eq!(hard("Max data size"), (192 * 1024 * 1024).to_string());
    assert_eq!(hard("Max core file size"), "0");
}

/// Five thousand bytes that unpack to five million characters took Automerge 2.5 GB.
#[cfg(target_os = "linux")]
#[test]
fn what_would_take_gigabytes_is_refused_before_it_takes_any() {
    let mut child = Command::new(program())
        .arg("--apply-changes-apart")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the process");
    let mut said = child.stdout.take().expect("a pipe");
    assert_eq!(frame(&mut said), [0x82, 0, 0x80], "it is ready");
    // A job with one change, as CBOR.
    let bomb = bomb();
    let length = u16::try_from(bomb.len()).expect("short").to_be_bytes();
    let job = [&[0x82, 0x00, 0x81, 0x81, 0x59], &length[..], &bomb].concat();
    let mut stdin = child.stdin.take().expect("a pipe");
    let head = u32::try_from(job.len()).expect("short").to_be_bytes();
    stdin.write_all(&[&head[..], &job].concat()).expect("a pipe");
    let answer = frame(&mut said);
    let code = b"change.too_large";
    assert!(answer.windows(code.len()).any(|seen| seen == code), "{answer:?}");
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).expect("it runs");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its peak");
    let peak_kb: u64 = peak.trim().trim_end_matches(" kB").parse().expect("a number");
    assert!(peak_kb < 64 * 1024, "{peak_kb} kB");
    drop(stdin);
    child.wait().expect("it ends when nobody asks any more");
}

/// One raw change that claims five million operations, each of which sets a field to one letter.
fn bomb() -> Vec<u8> {
    const ROWS: u32 = 5_000_000;
    let leb = |mut value: u32, positive: bool| {
        let mut out = Vec::new();
        while value >= 0x80 || (positive && value >= 0x40) {
            out.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        out.push(value as u8);
        out
    };
    let run = |value: &[u8]| [&leb(ROWS, true)[..], value].concat();
    let columns = [
        (0x15, run(&[1, b'a'])),
        (0x34, leb(ROWS, false)),
        (0x42, run(&[1])),
        (0x56, run(&[0x16])),
        (0x57, vec![b'a'; 4_900]),
        (0x70, run(&[0])),
    ];
    let mut body = [&[0, 16][..], &[1; 16], &[1, 1, 0, 0, 0, 6]].concat();
    for (which, bytes) in &columns {
        body.push(*which);
        body.extend(leb(u32::try_from(bytes.len()).expect("short"), false));
    }
    columns.iter().for_each(|(_, bytes)| body.extend(bytes));
    let rest = [&[1][..], &leb(u32::try_from(body.len()).expect("short"), false), &body].concat();
    let sum = Sha256::digest(&rest);
    [&[0x85, 0x6f, 0x4a, 0x83], &sum[..4], &rest[..]].concat()
}

fn frame(from: &mut impl Read) -> Vec<u8> {
    let mut length = [0; 4];
    from.read_exact(&mut length).expect("a frame");
    let mut bytes = vec![0; u32::from_be_bytes(length) as usize];
    from.read_exact(&mut bytes).expect("a frame");
    bytes
}

#[test]
fn a_process_that_was_ended_from_outside_is_started_again() {
    let (apart, changes) = (examiner(), written(&["一"]));
    apart.examine(&changes).expect("it runs").expect("it fits");
    let id = apart.process_id().expect("it waits for more");
    let killed = std::process::Command::new("kill").args(["-9", &id.to_string()]).status();
    assert!(killed.is_ok_and(|status| status.success()));
    assert!(apart.examine(&changes).is_ok_and(|merged| merged.is_ok()));
}

/// A program that greets as it should, says that it is about to try the second change, and then goes on as
/// given. It stands for whatever a change may do to the process that tries it.
fn that_tries_the_second(folder: &TempDir, and_then: &str) -> PathBuf {
    let frame = |bytes: &[u8]| -> String {
        let framed = [&u32::try_from(bytes.len()).expect("short").to_be_bytes(), bytes].concat();
        framed.iter().map(|byte| format!("\\{byte:03o}")).collect()
    };
    // An enum without fields is an array of its number and an empty array; Trying has one field.
    let (ready, trying) = (frame(&[0x82, 0, 0x80]), frame(&[0x82, 1, 0x81, 1]));
    let program = folder.path().join("program");
    let script = format!(
        "#!/bin/sh\nprintf '{ready}'\nhead -c 8 >/dev/null\nprintf '{trying}'\n{and_then}\n"
    );
    fs::write(&program, script).expect("a program");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).expect("that may run");
    program
}

#[test]
fn whatever_ends_the_process_is_the_change_that_it_was_trying() {
    let folder = tempfile::tempdir().expect("a folder");
    let changes = written(&["一", "二", "三"]);
    let fatal = Ok(Err(Refused { nth: 1, why: Unfit::Fatal }));
    let killed = Apart::new(that_tries_the_second(&folder, "kill -9 $$"));
    assert_eq!(killed.examine(&changes), fatal);
    let endless = Apart::new(that_tries_the_second(&folder, "exec sleep 600"));
    assert_eq!(endless.patient_for(Duration::from_millis(300)).examine(&changes), fatal);
}

#[test]
fn a_program_that_does_not_answer_leaves_everything_for_later() {
    let changes = written(&["一"]);
    for program in ["/bin/true", "/bin/cat", "/nowhere/at/all"] {
        let apart = Apart::new(program.into()).patient_for(Duration::from_millis(300));
        assert_eq!(apart.examine(&changes), Err(Unavailable), "{program}");
    }
}
