//! What the UI is told of this laptop, its keys and its connections.

use app::Failure;
use app::view::PersonRow;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether there is a workspace and whether it is open.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatusView {
    /// `none` (not enrolled), `locked`, `open`; in the demo's chooser `choose`.
    pub state: String,
    /// Name on the lock screen; empty when not enrolled.
    pub name: String,
    /// Everybody who uses this laptop; the demo, where each has a window of his own, lists nobody.
    pub workspaces: Vec<WorkspaceRow>,
    /// Whose workspace this window shows, among them; empty for the first.
    pub workspace: String,
    /// Whether this computer's login opens it now, without the passphrase.
    pub by_login: bool,
    /// Language that was chosen last, `zh-CN`, `zh-Hant` or `en`; empty at first.
    pub language: String,
    /// Only in the demo.
    pub demo: Option<DemoView>,
}

/// A workspace on this laptop.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkspaceRow {
    /// Which.
    pub id: String,
    /// Whose: the name on his lock screen.
    pub name: String,
}

/// What whoever forgot his passphrase sends to headquarters.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryRequestView {
    /// The text to send.
    pub text: String,
    /// The number that both sides compare.
    pub check: String,
}

/// Headquarters' answer, and the passphrase from now on.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecoverInput {
    /// The text that headquarters sent.
    pub answer: String,
    /// The new passphrase.
    pub passphrase: String,
}

/// Opening by this computer's login.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ByLoginView {
    /// Whether this program can ask a keychain here at all.
    pub possible: bool,
    /// Whether its person wants it.
    pub on: bool,
}

/// Switching it on or off.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetByLoginInput {
    /// Which.
    pub on: bool,
    /// The passphrase of who is at the desk.
    pub passphrase: String,
}

/// A change of the passphrase.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangePassphraseInput {
    /// The one that is known.
    pub old: String,
    /// The one from now on.
    pub new: String,
}

/// Whose workspace the window is to show.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WorkspaceInput {
    /// Which; null for somebody who has none on this laptop yet.
    pub id: Option<String>,
}

/// What only the demo shows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DemoView {
    /// The passphrase of every demo person.
    pub passphrase: String,
    /// The demo's clock, milliseconds since 1970 UTC.
    #[ts(type = "number")]
    pub now_ms: i64,
    /// Where the bar can move it: `17:30`, `20:00`, `morning`.
    pub stops: Vec<String>,
    /// Whose window this is; empty in the chooser.
    pub person: String,
    /// Whom one can be, for the chooser.
    pub people: Vec<DemoPersonView>,
}

/// Somebody whom one can be in the demo.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DemoPersonView {
    /// Person id.
    pub id: String,
    /// Name.
    pub name: String,
    /// `rep`, `group_leader`, `fair_supervisor` or `hq`.
    pub office: String,
}

/// Opening a window of the demo for somebody.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DemoOpenInput {
    /// Person id.
    pub person: String,
}

/// Unlocking.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UnlockInput {
    /// The passphrase.
    pub passphrase: String,
}

/// Enrolling this laptop for a person.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EnrolInput {
    /// The code from headquarters.
    pub code: String,
    /// The passphrase that will open the workspace.
    pub passphrase: String,
    /// What people will call this laptop.
    pub device: String,
}

/// Where the sync line stands. It always tells the truth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SyncLineView {
    /// Empty before the first exchange, then `offline`, `syncing`, `done`, `failed`, `notOurs`.
    pub state: String,
    /// What this person did and the server does not have.
    pub unsent: u32,
    /// Whether there ever was anything of this person to send from this laptop.
    pub any: bool,
    /// When the last exchange ended well.
    #[ts(type = "number | null")]
    pub last_ms: Option<i64>,
    /// Code of the failure, a key under `failure.`, or empty.
    pub problem: String,
    /// Records sent and taken in the exchange that runs or ran last.
    pub pushed: u32,
    /// Taken.
    pub pulled: u32,
}

/// A hand-in by file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandInFileInput {
    /// Fair id.
    pub fair: String,
    /// Day, `2026-03-12`; empty for today.
    #[serde(default)]
    pub day: String,
    /// Paper pieces handed over with it.
    #[serde(default)]
    pub paper: u32,
    /// Folder to write to; empty for the workspace's own `hand-in` folder.
    #[serde(default)]
    pub folder: String,
}

/// A server whose store was set back, and what has come back since.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryView {
    /// When it was noticed.
    #[ts(type = "number")]
    pub since_ms: i64,
    /// Whether it is over.
    pub over: bool,
    /// Whose records had been lost, and came back or did not.
    pub chains: Vec<RecoveredView>,
    /// Laptops that have not been heard since.
    pub silent: Vec<SilentView>,
}

/// What became of what one laptop, or the server itself, had written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecoveredView {
    /// Whose; empty for the server.
    pub name: String,
    /// On which laptop.
    pub device: String,
    /// How many records have come back.
    #[ts(type = "number")]
    pub back: u64,
    /// Positions that have not, as `3, 7–9`.
    pub missing: String,
}

/// A laptop that may bring more.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SilentView {
    /// Whose.
    pub name: String,
    /// Which.
    pub device: String,
}

/// Which ruling to certify, and where to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CertificateInput {
    /// A card of the customer.
    pub card: String,
    /// A folder that is there; empty for the workspace's own.
    pub folder: String,
}

/// A certificate that was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CertificateView {
    /// Where it is.
    pub path: String,
}

/// A file that was written for somebody.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WrittenFileView {
    /// Where it is.
    pub path: String,
    /// For whom, by name.
    pub to: String,
    /// Signed cards in it.
    pub cards: u32,
    /// Records in it.
    pub records: u32,
    /// Photos in it: those that the server is not known to have.
    pub photos: u32,
    /// Photos that found no room in it.
    pub photos_left: u32,
}

/// Taking a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakeFileInput {
    /// Path of the file.
    pub path: String,
}

/// What a file brought.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakenView {
    /// From whom, by name.
    pub from: String,
    /// New signed cards.
    pub cards: u32,
    /// New records.
    pub records: u32,
    /// New photos; on the LAN they come afterwards.
    pub photos: u32,
    /// The acknowledgement that goes back, if the file asked for one.
    pub answer: Option<WrittenFileView>,
    /// Whether it was itself an acknowledgement.
    pub acknowledges: bool,
}

/// What the files of a folder brought.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakenFolderView {
    /// Every file that was for us.
    pub taken: Vec<TakenView>,
    /// Files that could not be taken.
    pub refused: Vec<RefusedFileView>,
}

/// A file that could not be taken, among others that could.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RefusedFileView {
    /// Its name.
    pub file: String,
    /// Why not.
    pub failure: Failure,
}

/// Opening or closing this laptop's door on the LAN.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LanListenInput {
    /// Open or closed.
    pub on: bool,
}

/// A hand-in over the LAN.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandInLanInput {
    /// Fair id.
    pub fair: String,
    /// Day; empty for today.
    #[serde(default)]
    pub day: String,
    /// Paper pieces.
    #[serde(default)]
    pub paper: u32,
    /// Address that the supervisor's screen shows, `192.168.1.20:7411`.
    pub address: String,
    /// Whose door was chosen among those that were found; empty where the address was typed. Then every
    /// address that is announced as his is tried, and only he is talked to.
    #[serde(default)]
    pub person: String,
}

/// The LAN desk: whether this laptop listens, and who is at the door.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LanView {
    /// Addresses to type on the other laptop; empty while not listening.
    pub addresses: Vec<String>,
    /// Peers that wait for the six words to be confirmed here.
    pub waiting: Vec<LanPeerView>,
    /// What came last, newest first.
    pub recent: Vec<TakenView>,
    /// Photos that are on their way to or from colleagues, after what was handed in.
    pub photos_left: u32,
}

/// A peer on the LAN.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LanPeerView {
    /// Names the pending exchange.
    pub id: String,
    /// Person's name.
    pub name: String,
    /// The six words that must be the same on both screens, in Chinese; none when the two have met.
    pub words: Vec<String>,
    /// The same in English.
    pub words_english: Vec<String>,
}

/// Colleagues whose door is open on this LAN.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NearbyView {
    /// Whether this system can look for them at all.
    pub possible: bool,
    /// For how long it has looked, in milliseconds.
    pub searched_ms: u32,
    /// Whom it has found.
    pub doors: Vec<NearbyRow>,
}

/// A colleague's open door.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NearbyRow {
    /// Person id.
    pub person: String,
    /// Name.
    pub name: String,
    /// Where to call.
    pub address: String,
}

/// Laptops on this LAN that vouch for each other's records.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VouchingView {
    /// Whether this system can look for them.
    pub looks: bool,
    /// Where this laptop hears, to be typed on another; empty while it does not.
    pub address: String,
    /// Laptops that are asked.
    pub colleagues: Vec<VouchedRow>,
    /// Whether anything was signed here that may be seen.
    pub signed: bool,
    /// Who has seen everything that was signed here, by name.
    pub seen_by: Vec<String>,
    /// Whose laptops asked this one about more customers in a minute than anybody types, by name.
    pub fishing: Vec<String>,
}

/// A colleague's laptop that is asked.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VouchedRow {
    /// Name; empty for an address that was typed.
    pub name: String,
    /// Where.
    pub address: String,
}

/// The address of a colleague's laptop that cannot be found.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WitnessInput {
    /// `192.168.1.21:7412`; the port may be left out.
    pub address: String,
}

/// Confirming or refusing the six words.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LanConfirmInput {
    /// The pending exchange.
    pub id: String,
    /// Whether the words are the same.
    pub same: bool,
}

/// An enrolment code for somebody.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CodeInput {
    /// Person id.
    pub person: String,
}

/// The code.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CodeView {
    /// For whom.
    pub person: PersonRow,
    /// To be typed or pasted once.
    pub code: String,
    /// When it ends.
    #[ts(type = "number")]
    pub expires_ms: i64,
}

/// Moving the demo's clock.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DemoMoveInput {
    /// `17:30`, `20:00` or `morning`.
    pub to: String,
}

/// Choosing the language.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LanguageInput {
    /// `zh-CN`, `zh-Hant` or `en`.
    pub language: String,
}

/// A laptop that may still hold what it should not: it has not said that it let go of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OutstandingRow {
    /// Enrolment id, hexadecimal.
    pub enrolment: String,
    /// Whose.
    pub name: String,
    /// What people call it.
    pub device: String,
    /// Since when.
    #[ts(type = "number")]
    pub since_ms: i64,
    /// How many cards; 0 for everything.
    pub cards: u32,
    /// When it last brought everything that it had.
    #[ts(type = "number | null")]
    pub last_contact_ms: Option<i64>,
}

/// A file that is to be imported.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportOpenInput {
    /// What it is called.
    pub name: String,
    /// Its bytes, in base64.
    pub data: String,
}
