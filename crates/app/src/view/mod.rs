//! What the UI is given. Everything here crosses the door as JSON and exists as a TypeScript type in
//! `ui/src/host/generated.ts`; sentences are made there, from keys and arguments.

mod after;
mod board;
mod book;
mod booth;
mod card;
mod case;
mod correction;
mod custody;
mod desk;
mod laptops;
mod lead;
mod lists;
mod meeting;
mod notes;
mod penalty;
mod photo;
mod pool;
mod preparation;
mod replay;
mod report;
mod roadshow;
mod session;
mod views;

pub use after::{
    AfterFairView, AppraisalLine, AppraisalView, AppraiseInput, AwardState, RatingView, ScoreInput,
    ScoreView,
};
pub use board::{BoardCard, ClassBoardView};
pub use book::{
    BookChange, BookDivision, BookFair, BookFairRow, BookParameterRow, BookPerson, BookPersonRow,
    BookPlace, BookRef, BookSaved, BookStand, BookTerritory, BookTerritoryRow, BookVersion,
    BookView, ChangeDivisions, ChangeFair, ChangeHolidays, ChangeParameters, ChangePerson,
    ChangeTerritory, CopyFair, PlaceInput,
};
pub use booth::{
    BoothKeep, BoothRef, CompetitorReportView, DashboardView, DayState, DayVisitors,
    FairReportInput, FairReportState, FairSummaryView, HandInState, NotebookView, ReceptionInput,
    ReceptionRef, ReceptionRow, RegisterView, RivalInput, RivalLine, RivalPhotoPlace,
    RivalPhotoRef, RivalRow, RivalSheet, RivalText, Share, SignedStatistic, StatisticView,
};
pub use card::{
    CaptureView, CardInput, CardReading, DuplicateHint, DuplicateOutcome, PlaceReading, SignedView,
};
pub use case::{AppealInput, AppealView, CaseRow, CaseView, DecideCaseInput, OutcomeView};
pub use correction::{
    CorrectInput, CorrectedField, CorrectionAsked, CorrectionRow, CorrectionView,
    DecideCorrectionInput,
};
pub use custody::{
    CustodyCountInput, CustodyGiveInput, CustodyRef, CustodyTakeInput, CustodyView, GivenView,
    GivingView, HeldView, HolderView, IncidentSaidView, IncidentSayInput, IncidentView, MoveView,
    MovedView, ReceiverView, ShortView,
};
pub use desk::{
    AdoptableRow, AssignInput, ClassifyInput, DenseRow, EvaluateInput, EveningCard, EveningView,
    FollowUpInput, HandInRow, HqView, IdentityInput, LostLaptopView, OpenDraftRow, PackageRow,
    PairView, SealInput,
};
pub use laptops::{LaptopRef, RemainsView, SightingView};
pub use lead::{
    ChangeView, ConsentView, DayView, DraftView, ErasureView, HandInStatement, LeadListInput,
    LeadPageView, LeadRowView, LeadView, ReasonView, RulingCardView, RulingView, TimelineEntry,
    WitnessesView,
};
pub use lists::{
    ExportAllowance, ExportInput, ExportedFileView, ExportedView, ImportColumn, ImportPlan,
    ImportRow, ImportRowsInput, ImportView, ImportedView, KeptCard, UndoImportInput, UndoView,
};
pub use meeting::{
    AssignProposedInput, AttendeeRow, DiscussInput, DiscussionView, LossRow, MeetingInput,
    MeetingView, PackageCard, PackageRef, PackageView, SealRow, TurnRow,
};
pub use notes::{
    ConfideInput, HelpNoteInput, NoteAsideView, NoteAutosave, NoteFieldView, NoteInput,
    NoteTextView, NotesView,
};
pub use penalty::{
    AffairRow, AlertRow, DecidePenaltyInput, ExcuseInput, FairReview, HearInput, MatterRef,
    PenaltyDecisionView, ReachedView, SaidView, TellInput,
};
pub use photo::{PhotoRef, PhotoView, ReadField, ReadLine, ReadingView, SmallPhotoView};
pub use pool::{DealInput, DealtCard, DealtView, ExcuseLateInput, PoolRef, PoolView, SeatView};
pub use preparation::{
    FairPlanView, HandedInput, HandedView, OfferInput, OfferView, PlanCopyInput, PlanCopyRef,
    PlanCopyRow, PlanCopyView, PlanFairRow, PlanItemInput, PlanItemView, PlanRef, PlanVersionView,
    ReceiveInput, VoidView, Written,
};
pub use replay::{ReplayCustomer, ReplayInput, ReplayRef, ReplayRow, ReplaySide, ReplayView};
pub use report::{
    ReportBar, ReportCell, ReportColumn, ReportFileInput, ReportInput, ReportLine, ReportMark,
    ReportPart, ReportView,
};
pub use roadshow::{
    RoadshowInput, RoadshowMonth, RoadshowPerson, RoadshowView, RoadshowWordInput,
    RoadshowWordView, RoadshowsRef, RoadshowsView,
};
pub use session::{
    DeviceRow, FairView, NoticeRow, PersonRow, PoolRow, QuarantineRow, SessionView, SyncPageView,
};
pub use views::{
    BulkInput, BulkRefused, BulkView, LeadCards, LeadFilterInput, SavedView, SavedViewRef,
};
