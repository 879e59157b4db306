//! The one door between UI and Rust: a table of calls.
//!
//! [`crate::calls!`] makes from it the dispatch, the topics that tell the UI what went stale, and the
//! TypeScript types. To add a call: write its use case, add a row, run `cargo xtask types`.

/// Groups of things that a screen shows. A command touches some; queries that read them are stale.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Debug,
    serde::Serialize,
    serde::Deserialize,
    ts_rs::TS,
)]
#[serde(rename_all = "camelCase")]
pub enum Topic {
    /// Who is at the desk, the clock, the fairs.
    Session,
    /// Cards, rulings, timelines.
    Leads,
    /// The day and its hand-in.
    Day,
    /// Evening desk and headquarters' desk.
    Desks,
    /// People and devices.
    People,
    /// What is sent and unsent.
    Sync,
    /// What neighbours' laptops answer while a card is typed.
    Neighbours,
}

/// A call as the table describes it.
#[derive(Clone, Debug)]
pub struct CallInfo {
    /// Its name.
    pub name: &'static str,
    /// A command changes something; a query does not.
    pub command: bool,
    /// What a query reads or a command touches.
    pub topics: &'static [Topic],
    /// TypeScript of the argument.
    pub args: fn() -> String,
    /// TypeScript of the reply.
    pub reply: fn() -> String,
}

/// Makes a table of calls over some state:
///
/// ```text
/// calls! { (Workspace, Hand) =>
///     query lead_list(LeadListInput) -> LeadPageView, [Leads] = leads::list::list;
///     command card_sign(CardInput) -> SignedView, [Leads, Day] = capture::sign::sign;
/// }
/// ```
///
/// Each handler is `fn(&mut State, &Hand, Args) -> Result<Reply, Failure>`.
#[macro_export]
macro_rules! calls {
    (($state:ty, $hand:ty) => $($kind:ident $name:ident($args:ty) -> $reply:ty, [$($topic:ident),*] = $handler:path;)*) => {
        /// Every call of this table.
        pub fn table() -> Vec<$crate::calls::CallInfo> {
            vec![$($crate::calls::CallInfo {
                name: stringify!($name),
                command: $crate::calls!(@command $kind),
                topics: &[$($crate::calls::Topic::$topic),*],
                args: || <$args as ts_rs::TS>::name(&ts_rs::Config::default()),
                reply: || <$reply as ts_rs::TS>::name(&ts_rs::Config::default()),
            }),*]
        }

        /// Answers a call by name; `None` for a name that this table does not have.
        pub fn dispatch(
            state: &mut $state,
            hand: &$hand,
            name: &str,
            args: serde_json::Value,
        ) -> Option<Result<serde_json::Value, $crate::Failure>> {
            match name {
                $(stringify!($name) => Some((|| {
                    let args: $args = serde_json::from_value(args).map_err(|error| {
                        $crate::Failure::new("call.arguments").with("detail", error)
                    })?;
                    let reply: $reply = $handler(state, hand, args)?;
                    serde_json::to_value(reply).map_err(|_| $crate::Failure::new("call.reply"))
                })()),)*
                _ => None,
            }
        }

        /// TypeScript declarations of every type that this table names, for the generator.
        pub fn declarations() -> Vec<String> {
            let mut all = std::collections::BTreeSet::new();
            $(
                $crate::types::declare::<$args>(&mut all);
                $crate::types::declare::<$reply>(&mut all);
            )*
            all.into_iter().collect()
        }
    };
    (@command query) => { false };
    (@command command) => { true };
}
