//! The desktop's part of the table of calls: keys, files and the network.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::leads::CardRef;
use app::neighbours::NeighbourHint;
use app::view::{
    CardInput, ExportInput, ExportedFileView, HandInStatement, ImportView, LaptopRef, PhotoView,
    ReadingView, RemainsView, ReportFileInput, RivalPhotoRef, SmallPhotoView,
};
use app::{Failure, Now};
use domain::time::Day;
use domain::{CardId, FairId, PersonId};
use protocol::limits::{BUNDLE_BYTES_MAX, CODE_LIFETIME_MS};

use crate::bundle::{self, Packed, Taken, Way};
use crate::by_code::{self, FrameInput, PhotoInput, VouchCodeView};
use crate::clock::now;
use crate::desk::{Desktop, Opened};
use crate::lan;
use crate::package::{self, PackageCodeInput};
use crate::photos::{self, PhotoHash, PhotoKeepInput, RivalPhotoKeepInput};
use crate::reports::press::{self, PressView};
use crate::settings::Settings;
use crate::system::hex;
use crate::view::*;
use crate::visitor::{self, VisitorFormView};
use crate::{enrol, exchange, keychain, passphrase, shelf, system};

/// How many files of one folder are looked at: more than a team writes at a fair.
const FILES_MAX: usize = 1000;

/// The state of these calls.
type Desk = Arc<Desktop>;

app::calls! { (Desk, Now) =>
    query status(()) -> StatusView, [Session] = status;
    command unlock(UnlockInput) -> (), [Session, Leads, Day, Desks, People, Sync] = unlock;
    command unlock_by_login(()) -> (), [Session, Leads, Day, Desks, People, Sync] = unlock_by_login;
    query by_login(()) -> ByLoginView, [Session] = by_login;
    command set_by_login(SetByLoginInput) -> (), [Session] = set_by_login;
    command workspace(WorkspaceInput) -> (), [Session, Leads, Day, Desks, People, Sync] = workspace;
    command lock(()) -> (), [Session] = lock;
    query recovery_request(()) -> RecoveryRequestView, [] = recovery_request;
    command recover(RecoverInput) -> (), [Session, Leads, Day, Desks, People, Sync] = recover;
    command change_passphrase(ChangePassphraseInput) -> (), [] = change_passphrase;
    command enrol(EnrolInput) -> (), [Session, Leads, Day, Desks, People, Sync] = enrol_here;
    command demo_open(DemoOpenInput) -> (), [] = demo_open;
    command set_language(LanguageInput) -> (), [Session] = set_language;
    query sync_line(()) -> SyncLineView, [Sync] = sync_line;
    command sync_now(()) -> (), [Leads, Day, Desks, People, Sync] = sync_now;
    command hand_in_server(HandInStatement) -> (), [Leads, Day, Desks, Sync] = hand_in_server;
    command hand_in_file(HandInFileInput) -> WrittenFileView, [Leads, Day, Desks, Sync] = hand_in_file;
    query recovery(()) -> Option<RecoveryView>, [] = crate::recovery::view;
    command recovery_confirm(()) -> Option<RecoveryView>, [Sync, Leads, Desks] = crate::recovery::confirm;
    query remains(LaptopRef) -> RemainsView, [People] = crate::remains::remains;
    query outstanding(()) -> Vec<OutstandingRow>, [] = crate::holdings::outstanding;
    command certificate_write(CertificateInput) -> CertificateView, [] = certificate_write;
    command take_file(TakeFileInput) -> TakenView, [Leads, Day, Desks, People, Sync] = take_file;
    command take_folder(TakeFileInput) -> TakenFolderView, [Leads, Day, Desks, People, Sync] = take_folder;
    query lan(()) -> LanView, [Sync] = lan::view;
    query lan_nearby(()) -> NearbyView, [] = lan::nearby;
    query lan_vouching(()) -> VouchingView, [Leads, Sync] = lan::vouching;
    query neighbours(CardInput) -> Vec<NeighbourHint>, [Neighbours, Leads] = lan::neighbours;
    command lan_witness(WitnessInput) -> (), [] = lan::add_witness;
    command vouch_code_begin(()) -> VouchCodeView, [] = by_code::begin;
    query vouch_code(()) -> VouchCodeView, [] = by_code::view;
    command vouch_code_frame(FrameInput) -> VouchCodeView, [] = by_code::read_frame;
    command vouch_code_photo(PhotoInput) -> VouchCodeView, [] = by_code::read_photo;
    command vouch_code_end(()) -> (), [] = by_code::end;
    query visitor_form(()) -> VisitorFormView, [Day, Session] = visitor::view;
    command visitor_form_open(()) -> (), [Day] = visitor::open;
    command visitor_form_close(()) -> (), [Day] = visitor::close;
    command lan_listen(LanListenInput) -> (), [Sync] = lan::listen;
    command hand_in_lan(HandInLanInput) -> LanPeerView, [Leads, Day, Sync] = lan::call_on;
    command lan_confirm(LanConfirmInput) -> Option<TakenView>, [Leads, Day, Desks, People, Sync] = lan::confirm;
    command import_open(ImportOpenInput) -> ImportView, [] = crate::lists::open;
    command export_write(ExportInput) -> ExportedFileView, [Leads, Sync] = crate::lists::write;
    command report_write(ReportFileInput) -> ExportedFileView, [Leads, Sync] = crate::reports::write;
    query report_press(()) -> PressView, [] = press::view;
    command report_stop(()) -> (), [] = press::stop;
    command photo_keep(PhotoKeepInput) -> CardInput, [Leads, Day] = photos::keep;
    query photo(CardRef) -> PhotoView, [Leads] = photos::photo;
    command rival_photo_keep(RivalPhotoKeepInput) -> PhotoHash, [] = photos::keep_of_note;
    query rival_photo(RivalPhotoRef) -> PhotoView, [Desks] = photos::of_note;
    query photo_small(CardRef) -> SmallPhotoView, [Day] = photos::small;
    query photo_reading(PhotoHash) -> ReadingView, [] = photos::reading;
    command photo_read(PhotoHash) -> (), [] = photos::read;
    command photo_stop(PhotoHash) -> (), [] = photos::stop;
    query package_code(PackageCodeInput) -> Vec<String>, [] = package::code;
    command enrolment_code(CodeInput) -> CodeView, [People] = enrolment_code;
    command demo_move(DemoMoveInput) -> (), [Session, Leads, Day, Desks, Sync] = demo_move;
}

fn status(desk: &mut Desk, _: &Now, (): ()) -> Result<StatusView, Failure> {
    let root = &desk.setup.folder;
    let settings = Settings::read(&desk.folder());
    let language = match settings.language.as_str() {
        "" => Settings::read(root).language,
        chosen => chosen.to_owned(),
    };
    let chooser = desk.setup.demo.as_ref().is_some_and(|demo| demo.person().is_none());
    let state = match (desk.opened().is_ok(), desk.is_enrolled()) {
        _ if chooser => "choose",
        (true, _) => "open",
        (false, true) => "locked",
        (false, false) => "none",
    };
    Ok(StatusView {
        state: state.to_owned(),
        name: settings.name,
        language,
        workspaces: match desk.setup.demo {
            None => shelf::rows(root),
            Some(_) => Vec::new(),
        },
        workspace: shelf::id_of(root, &desk.folder()),
        by_login: desk.setup.keychain.is_some()
            && desk.is_fresh()
            && keychain::is_armed(&desk.folder()),
        demo: desk.setup.demo.as_ref().map(|demo| demo.view()),
    })
}

fn unlock(desk: &mut Desk, _: &Now, input: UnlockInput) -> Result<(), Failure> {
    desk.unlock(&input.passphrase)
}

fn unlock_by_login(desk: &mut Desk, _: &Now, (): ()) -> Result<(), Failure> {
    desk.unlock_by_login()
}

fn by_login(desk: &mut Desk, _: &Now, (): ()) -> Result<ByLoginView, Failure> {
    let on = Settings::read(&desk.opened()?.folder).by_login;
    Ok(ByLoginView { possible: desk.setup.keychain.is_some(), on })
}

fn set_by_login(desk: &mut Desk, now: &Now, input: SetByLoginInput) -> Result<(), Failure> {
    desk.set_by_login(input.on, &input.passphrase, now.stamp.claimed_ms)
}

fn workspace(desk: &mut Desk, _: &Now, input: WorkspaceInput) -> Result<(), Failure> {
    desk.turn_to(input.id.as_deref())
}

fn lock(desk: &mut Desk, _: &Now, (): ()) -> Result<(), Failure> {
    desk.lock();
    Ok(())
}

/// What whoever forgot the passphrase sends to headquarters.
fn recovery_request(desk: &mut Desk, _: &Now, (): ()) -> Result<RecoveryRequestView, Failure> {
    passphrase::request(&desk.folder())
}

/// Headquarters has answered: a new passphrase, and in.
fn recover(desk: &mut Desk, _: &Now, input: RecoverInput) -> Result<(), Failure> {
    let cost = desk.setup.cost;
    let folder = desk.folder();
    let writing = desk.arming();
    passphrase::take_answer(&folder, &input.answer, &input.passphrase, cost)?;
    // Whoever had to be let in by headquarters may not be who logs in to this computer.
    Settings::change(&folder, |settings| settings.by_login = false);
    keychain::disarm(desk.setup.keychain.as_ref(), &folder)?;
    drop(writing);
    desk.unlock(&input.passphrase)
}

/// For whoever is in already: the laptop may have been left open.
fn change_passphrase(
    desk: &mut Desk,
    now: &Now,
    input: ChangePassphraseInput,
) -> Result<(), Failure> {
    desk.opened()?;
    let _writing = desk.arming();
    passphrase::change(&desk.folder(), &input.old, &input.new, desk.setup.cost, now)
}

fn enrol_here(desk: &mut Desk, _: &Now, input: EnrolInput) -> Result<(), Failure> {
    let setup = &desk.setup;
    let (keys, folder) = (desk.keys_for(&input.code), desk.folder());
    let examiner = Arc::clone(&setup.examiner);
    let (passphrase, device) = (&input.passphrase, &input.device);
    let enrolling = enrol::enrol_with(&keys, &folder, passphrase, device, setup.cost, examiner);
    let workspace = setup.runtime.block_on(enrolling)?;
    desk.let_in();
    desk.admit(workspace, &folder)
}

/// What the screens can be shown in.
const LANGUAGES: [&str; 3] = ["zh-CN", "zh-Hant", "en"];

fn set_language(desk: &mut Desk, _: &Now, input: LanguageInput) -> Result<(), Failure> {
    if !LANGUAGES.contains(&input.language.as_str()) {
        return Err(Failure::new("call.arguments").with("detail", "language"));
    }
    Settings::change(&desk.folder(), |settings| settings.language = input.language);
    Ok(())
}

fn sync_line(desk: &mut Desk, _: &Now, (): ()) -> Result<SyncLineView, Failure> {
    exchange::line(desk)
}

fn sync_now(desk: &mut Desk, _: &Now, (): ()) -> Result<(), Failure> {
    let opened = desk.opened()?;
    desk.setup.runtime.block_on(exchange::exchange(desk, &opened)).map(drop)
}

/// Handing in over the internet: the statement, then an exchange.
fn hand_in_server(desk: &mut Desk, now: &Now, input: HandInStatement) -> Result<(), Failure> {
    let opened = desk.opened()?;
    app::day::state_hand_in(&mut opened.workspace(), now, &input)?;
    desk.setup.runtime.block_on(exchange::exchange(desk, &opened)).map(drop)
}

/// Handing in by file: the statement, then everything for the supervisor, encrypted to him. Whether there
/// can be a file is found out first: nobody says "this is all" into the void.
fn hand_in_file(
    desk: &mut Desk,
    now: &Now,
    input: HandInFileInput,
) -> Result<WrittenFileView, Failure> {
    let opened = desk.opened()?;
    let mut workspace = opened.workspace();
    let as_of = workspace.as_of(now);
    let fair = workspace.book().company.fair(&FairId::new(&input.fair), as_of);
    let to = fair
        .map(|fair| fair.supervisor.clone())
        .ok_or_else(|| Failure::field("field.fair", "fair"))?;
    bundle::recipients(&workspace, &to)?;
    let folder = match input.folder.trim() {
        "" => own_folder(desk)?,
        folder => PathBuf::from(folder),
    };
    try_out(&folder, now).map_err(|error| not_written(&folder, error))?;
    let statement = HandInStatement { fair: input.fair, day: input.day, paper: input.paper };
    app::day::state_hand_in(&mut workspace, now, &statement)?;
    let packed = bundle::pack(&workspace, &to, Way::File, now)?;
    let day = workspace.book().company.zone.day(as_of);
    let me = workspace.me().clone();
    write(&folder, &me, &to, day, now, &packed, &workspace.name(&to))
}

/// Writes a certificate of a customer's ruling, which anybody can check without this company's server.
fn certificate_write(
    desk: &mut Desk,
    now: &Now,
    input: CertificateInput,
) -> Result<CertificateView, Failure> {
    let card = CardId::from_hex(&input.card).ok_or_else(|| Failure::new("lead.unknown"))?;
    let opened = desk.opened()?;
    let bytes = app::leads::certify(&opened.workspace(), now, card)?;
    let folder = match input.folder.trim() {
        "" => own_folder(desk)?,
        folder => PathBuf::from(folder),
    };
    let unique = hex(&now.random("file name")[..3]);
    let path = folder.join(format!("{}-{unique}.fairlead-certificate", &input.card[..8]));
    write_whole(&folder, &path, &bytes)?;
    Ok(CertificateView { path: path.display().to_string() })
}

/// The workspace's own folder for files. Any other that somebody names must be there: a mistyped stick would
/// be a new folder on this laptop.
fn own_folder(desk: &Desk) -> Result<PathBuf, Failure> {
    let folder = desk.folder().join("hand-in");
    std::fs::create_dir_all(&folder).map_err(|error| not_written(&folder, error))?;
    Ok(folder)
}

/// Makes a file that goes again, under a name that nobody else's file has.
pub(crate) fn try_out(folder: &Path, now: &Now) -> std::io::Result<()> {
    let file = folder.join(format!("fairlead-{}.part", hex(&now.random("tried file")[..8])));
    std::fs::File::create_new(&file)?;
    std::fs::remove_file(&file)
}

pub(crate) fn not_written(folder: &Path, error: std::io::Error) -> Failure {
    system::refused("bundle.write", &error).with("path", folder.display())
}

/// Writes a bundle under a name that tells people what it is. Whole or not at all: it is written beside
/// and renamed, so that a stick pulled out early holds no half file that looks good.
fn write(
    folder: &Path,
    from: &PersonId,
    to: &PersonId,
    day: Day,
    now: &Now,
    packed: &Packed,
    to_name: &str,
) -> Result<WrittenFileView, Failure> {
    let unique = hex(&now.random("file name")[..3]);
    let path = folder.join(format!("{day}-{from}-to-{to}-{unique}.fairlead"));
    write_whole(folder, &path, &packed.bytes)?;
    Ok(WrittenFileView {
        path: path.display().to_string(),
        to: to_name.to_owned(),
        cards: packed.cards,
        records: packed.records,
        photos: packed.photos,
        photos_left: packed.photos_left,
    })
}

/// Whole or not at all: it is written beside and renamed.
pub(crate) fn write_whole(folder: &Path, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let beside = path.with_extension("part");
    let begun = std::fs::create_dir_all(folder).and_then(|()| std::fs::File::create_new(&beside));
    let mut file = begun.map_err(|error| not_written(folder, error))?;
    let written = std::io::Write::write_all(&mut file, bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        not_written(folder, error)
    })
}

/// Takes a colleague's file; the answer is written beside it, or into the workspace's folder when the
/// stick is read-only.
fn take_file(desk: &mut Desk, now: &Now, input: TakeFileInput) -> Result<TakenView, Failure> {
    let path = PathBuf::from(input.path.trim());
    if path.is_dir() {
        return Err(Failure::new("bundle.folder").with("path", &input.path));
    }
    take_at(desk, now, &path, |_| true)
}

/// Takes every file of a folder that is for us, oldest day first: the stick on which a whole team wrote,
/// with names that nobody wants to type. What is for others is passed over; what cannot be taken is
/// named, and stops nothing. A file that brings nothing new was answered when it did.
fn take_folder(desk: &mut Desk, _: &Now, input: TakeFileInput) -> Result<TakenFolderView, Failure> {
    let folder = PathBuf::from(input.path.trim());
    let files = bundles_in(&folder).map_err(|error| not_read(&folder, error))?;
    let mut view = TakenFolderView::default();
    for file in files {
        // A moment for each: what is random in a call comes from its moment.
        let moment = now(&*desk.setup.clock);
        match take_at(desk, &moment, &file, |taken| taken.ingested.records > 0) {
            Ok(taken) => view.taken.push(taken),
            Err(failure) if failure.code == "bundle.not_for_you" => {}
            Err(failure) => {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                view.refused.push(RefusedFileView { file: name.into_owned(), failure });
            }
        }
    }
    if view.taken.is_empty() && view.refused.is_empty() {
        return Err(Failure::new("bundle.none").with("path", &input.path));
    }
    Ok(view)
}

/// The files of a folder that call themselves bundles; their names begin with their day.
fn bundles_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|is| is == "fairlead") && files.len() < FILES_MAX {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn take_at(
    desk: &Desk,
    now: &Now,
    path: &Path,
    wants_answer: impl Fn(&Taken) -> bool,
) -> Result<TakenView, Failure> {
    let bytes = read(path).map_err(|error| not_read(path, error))?;
    let opened = desk.opened()?;
    let mut workspace = opened.workspace();
    let taken = bundle::take(&mut workspace, &bytes, now)?;
    let from_name = workspace.name(&taken.from);
    let answer = match taken.answer.as_ref().filter(|_| wants_answer(&taken)) {
        None => None,
        Some(packed) => {
            let day = workspace.book().company.zone.day(workspace.as_of(now));
            let me = workspace.me().clone();
            let beside = path.parent().map_or_else(|| desk.folder(), Path::to_owned);
            let own = desk.folder().join("hand-in");
            let to = |folder: &Path| write(folder, &me, &taken.from, day, now, packed, &from_name);
            Some(to(&beside).or_else(|_| to(&own))?)
        }
    };
    Ok(taken_view(&taken, from_name, answer))
}

fn not_read(path: &Path, error: std::io::Error) -> Failure {
    system::refused("bundle.read", &error).with("path", path.display())
}

/// Reads a file as far as a bundle may be long, and one byte: any other is not worth its memory. A pipe or
/// a device is not even opened: that might wait for ever.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let kind = std::fs::metadata(path)?.file_type();
    if kind.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    if !kind.is_file() {
        return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let mut bytes = Vec::new();
    let limit = BUNDLE_BYTES_MAX as u64 + 1;
    std::fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What came, for people.
pub(crate) fn taken_view(
    taken: &Taken,
    from: String,
    answer: Option<WrittenFileView>,
) -> TakenView {
    let Taken { ingested, photos, acknowledges, .. } = taken;
    let (cards, records, photos) = (ingested.cards, ingested.records, *photos);
    TakenView { from, cards, records, photos, answer, acknowledges: *acknowledges }
}

/// Asks the server for a code with which somebody enrols a laptop (headquarters only).
fn enrolment_code(desk: &mut Desk, now: &Now, input: CodeInput) -> Result<CodeView, Failure> {
    let opened = desk.opened()?;
    let people = app::people::people(&mut opened.workspace(), now, ())?;
    let person = people
        .into_iter()
        .find(|row| row.id == input.person)
        .ok_or_else(|| Failure::new("person.unknown").with("person", &input.person))?;
    let code = desk.setup.runtime.block_on(ask_code(&opened, &input.person))?;
    let expires_ms = opened.workspace().as_of(now).0 + CODE_LIFETIME_MS;
    Ok(CodeView { person, code, expires_ms })
}

async fn ask_code(opened: &Opened, person: &str) -> Result<String, Failure> {
    use crate::link::{Link, LinkError};
    let body = protocol::enrol::CodeRequest { person: person.to_owned() }.encode();
    let reply = opened.link.exchange(protocol::enrol::CODES_PATH, body).await;
    let reply = reply.map_err(|error| match error {
        LinkError::Refused => Failure::refused(domain::Rule::Syn04),
        other => crate::sync::failure(other),
    })?;
    String::from_utf8(reply).map_err(|_| Failure::new("sync.not_ours"))
}

/// Every person of the demo has a folder beside the chooser's.
fn demo_open(desk: &mut Desk, _: &Now, input: DemoOpenInput) -> Result<(), Failure> {
    let demo = desk.setup.demo.as_ref().ok_or_else(|| Failure::new("call.unknown"))?;
    let folder = desk.folder();
    demo.open(&input.person, folder.parent().unwrap_or(&folder))
}

fn demo_move(desk: &mut Desk, _: &Now, input: DemoMoveInput) -> Result<(), Failure> {
    let demo = desk.setup.demo.as_ref().ok_or_else(|| Failure::new("call.unknown"))?;
    desk.setup.runtime.block_on(demo.move_to(&input.to))
}
