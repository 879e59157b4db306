//! The table of calls of an open workspace.

use crate::view::*;
use crate::workspace::Workspace;
use crate::{
    Now, capture, cases, corrections, day, evening, exports, hq, imports, laptops, leads, people,
    preparation, scope, session,
};

crate::calls! { (Workspace, Now) =>
    query session(()) -> SessionView, [Session, People] = session::session;
    query capture_view(()) -> CaptureView, [Day, Leads] = capture::view;
    query duplicates(CardInput) -> Vec<DuplicateHint>, [Leads] = capture::duplicates;
    query card_reading(CardInput) -> CardReading, [People] = capture::reading;
    query lead_list(LeadListInput) -> LeadPageView, [Leads] = leads::list;
    query lead_cards(LeadListInput) -> LeadCards, [Leads] = leads::cards;
    query lead_views(()) -> Vec<SavedView>, [Session] = leads::views;
    command lead_view_save(SavedView) -> (), [Session] = leads::save_view;
    command lead_view_forget(SavedViewRef) -> (), [Session] = leads::forget_view;
    command bulk(BulkInput) -> BulkView, [Leads, Day, Desks, Sync] = leads::bulk;
    query lead(leads::CardRef) -> LeadView, [Leads] = leads::page;
    query confide_candidates(leads::CardRef) -> Vec<PersonRow>, [Leads, People] = leads::candidates;
    query corrections(()) -> Vec<CorrectionRow>, [Leads] = corrections::waiting;
    query day(day::DayRef) -> DayView, [Day, Leads] = day::view;
    query evening(evening::EveningRef) -> EveningView, [Desks, Leads] = evening::view;
    query hq(()) -> HqView, [Desks, Leads, People] = hq::view;
    query dense(()) -> Vec<DenseRow>, [Leads] = hq::dense;
    query retention(()) -> hq::RetentionView, [Leads] = hq::retention;
    query people(()) -> Vec<PersonRow>, [People] = people::people;
    query pools(()) -> Vec<PoolRow>, [People] = people::pools;
    query sync_page(()) -> SyncPageView, [Sync] = session::sync_page;
    query notices(()) -> Vec<NoticeRow>, [Sync] = session::notices;
    query earlier_laptops(()) -> Vec<RemainsView>, [Sync, People] = laptops::earlier;
    command card_autosave(capture::Autosave) -> (), [] = capture::autosave;
    command card_draft(CardInput) -> SignedView, [Leads, Day] = capture::draft;
    command card_sign(CardInput) -> SignedView, [Leads, Day, Desks, Sync] = capture::sign;
    command card_withdraw(capture::Withdraw) -> (), [Leads, Day, Desks, Sync] = capture::withdraw;
    command card_correct(CorrectInput) -> CorrectionAsked, [Leads, Desks, Sync] = corrections::correct;
    command correction_decide(DecideCorrectionInput) -> (), [Leads, Day, Desks, Sync] = corrections::decide;
    command countersign(evening::Cards) -> (), [Leads, Desks, Sync] = evening::countersign;
    command evaluate(EvaluateInput) -> (), [Leads, Desks, Sync] = evening::evaluate;
    command assign(AssignInput) -> (), [Leads, Desks, Sync] = evening::assign;
    command seal(SealInput) -> evening::Sealed, [Leads, Desks, Sync] = evening::seal;
    command case_decide(DecideCaseInput) -> (), [Leads, Day, Desks, Sync] = cases::decide;
    command case_appeal(AppealInput) -> (), [Leads, Desks, Sync] = cases::appeal;
    command decide_identity(IdentityInput) -> (), [Leads, Desks, Sync] = hq::decide_identity;
    command follow_up(FollowUpInput) -> (), [Leads, Day, Sync] = leads::follow_up;
    command classify(ClassifyInput) -> (), [Leads, Day, Sync] = leads::classify;
    command note_edit(NoteInput) -> (), [Leads, Sync] = leads::note_edit;
    command help_note(HelpNoteInput) -> (), [Leads, Sync] = leads::help_note;
    command confide(ConfideInput) -> (), [Leads, Sync] = leads::confide;
    command note_autosave(NoteAutosave) -> (), [] = leads::note_autosave;
    command changes_seen(()) -> (), [Day] = day::changes_seen;
    command notices_seen(()) -> (), [Sync] = session::notices_seen;
    command earlier_laptops_seen(()) -> (), [Sync] = laptops::earlier_seen;
    command let_go_answer(scope::LetGoAnswer) -> (), [Leads, Sync] = scope::let_go_answer;
    command erase(hq::Erase) -> (), [Leads, Sync] = hq::erase;
    command erase_proposed(hq::EraseProposed) -> (), [Leads, Sync] = hq::erase_proposed;
    query adoptable(()) -> Vec<LostLaptopView>, [Desks, Leads, People] = hq::adoptable;
    command adopt(hq::Adopt) -> (), [Leads, Desks, Sync] = hq::adopt;
    query branched_laptops(()) -> Vec<hq::BranchedView>, [Desks, Leads, People] = hq::branched;
    command branched_laptops_seen(()) -> (), [Desks] = hq::branched_seen;
    query import_now(()) -> Option<ImportView>, [] = imports::now_importing;
    query import_rows(ImportRowsInput) -> Vec<ImportRow>, [] = imports::rows;
    query imports(()) -> Vec<ImportedView>, [Leads] = imports::past;
    command import_plan(ImportPlan) -> ImportView, [] = imports::plan;
    command import_step(()) -> ImportView, [] = imports::step;
    command import_end(()) -> (), [Leads, Day, Desks, Sync] = imports::end;
    command import_undo(UndoImportInput) -> UndoView, [Leads, Day, Desks, Sync] = imports::undo;
    query export_allowance(ExportInput) -> ExportAllowance, [Leads] = exports::allowance;
    query exports(()) -> Vec<ExportedView>, [Leads] = exports::past;
    query fair_plan(FairRef) -> FairPlanView, [Desks, People] = preparation::view;
    command fair_item_save(PlanItemInput) -> Written, [Desks, Sync] = preparation::save;
    command fair_offer(OfferInput) -> Written, [Desks, Sync] = preparation::offer;
    command fair_receive(ReceiveInput) -> Written, [Desks, Sync] = preparation::receive;
    command revoke(hq::Revoke) -> (), [People, Sync] = hq::revoke;
}
