//! What the UI is given. Everything here crosses the door as JSON and exists as a TypeScript type in
//! `ui/src/host/generated.ts`; sentences are made there, from keys and arguments.

mod card;
mod case;
mod correction;
mod desk;
mod laptops;
mod lead;
mod lists;
mod notes;
mod photo;
mod preparation;
mod session;
mod views;

pub use card::{
    CaptureView, CardInput, CardReading, DuplicateHint, DuplicateOutcome, PlaceReading, SignedView,
};
pub use case::{AppealInput, AppealView, CaseRow, CaseView, DecideCaseInput, OutcomeView};
pub use correction::{
    CorrectInput, CorrectedField, CorrectionAsked, CorrectionRow, CorrectionView,
    DecideCorrectionInput,
};
pub use desk::{
    AdoptableRow, AssignInput, ClassifyInput, DenseRow, EvaluateInput, EveningCard, EveningView,
    FollowUpInput, HandInRow, HqView, IdentityInput, LostLaptopView, PackageRow, PairView,
    SealInput,
};
pub use laptops::{LaptopRef, RemainsView, SightingView};
pub use lead::{
    ChangeView, ConsentView, DayView, ErasureView, HandInStatement, LeadListInput, LeadPageView,
    LeadRowView, LeadView, ReasonView, RulingCardView, RulingView, TimelineEntry, WitnessesView,
};
pub use lists::{
    ExportAllowance, ExportInput, ExportedFileView, ExportedView, ImportColumn, ImportPlan,
    ImportRow, ImportRowsInput, ImportView, ImportedView, KeptCard, UndoImportInput, UndoView,
};
pub use notes::{
    ConfideInput, HelpNoteInput, NoteAsideView, NoteAutosave, NoteFieldView, NoteInput,
    NoteTextView, NotesView,
};
pub use photo::{PhotoRef, PhotoView, ReadField, ReadLine, ReadingView, SmallPhotoView};
pub use preparation::{
    FairPlanView, FairRef, HandedInput, HandedView, OfferInput, OfferView, PlanItemInput,
    PlanItemView, PlanVersionView, ReceiveInput, VoidView, Written,
};
pub use session::{
    DeviceRow, FairView, NoticeRow, PersonRow, PoolRow, QuarantineRow, SessionView, SyncPageView,
};
pub use views::{
    BulkInput, BulkRefused, BulkView, LeadCards, LeadFilterInput, SavedView, SavedViewRef,
};
