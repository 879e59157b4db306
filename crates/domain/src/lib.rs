//! The company's rules as pure functions of facts.
//!
//! Nothing here reads a clock, a disk, a network or a locale; nothing is random; no result depends on
//! the order in which facts arrived. `rule` gives the same bytes on every laptop and on the server.
//! The vocabulary is the rulebook's: [`Rule`] names every rule that a ruling, refusal, alert or
//! deadline can cite.
//!
//! Start at [`ruling::rule`], which reads like the rulebook's pipeline; then [`identity`] (which cards
//! are one customer), [`company`] (people, territories, fairs, parameters through time) and
//! [`audience`] (who may hold what).

pub mod act;
pub mod audience;
pub mod card;
pub mod class;
pub mod cluster;
pub mod company;
pub mod correction;
pub mod deadline;
pub mod density;
pub mod fair;
pub mod identity;
mod ids;
pub mod parameter;
pub mod places;
mod rule;
pub mod ruling;
pub mod time;

pub use ids::{CardId, EventId, FactId, FairId, PersonId, TerritoryId};
pub use rule::Rule;
