//! Which version of the rules a customer's ruling was registered by.

use std::collections::BTreeSet;

use domain::CardId;

use super::Gather;
use crate::fact::Fact;
use crate::index::Records;

impl<R: Records> Gather<'_, R> {
    /// The version of the rules by which the server has registered this customer's ruling last. A program
    /// that has another one makes other bytes of the same facts: it can neither confirm what is registered
    /// nor may it take its place.
    pub(super) fn registered_rules(
        &self,
        members: &BTreeSet<CardId>,
    ) -> Result<Option<u16>, R::Error> {
        let Some(customer) = members.first() else { return Ok(None) };
        let about = self.about(*customer)?;
        let registered = about.iter().filter_map(|record| match Fact::read(record) {
            Ok(Fact::Registration { customer: of, rules, .. })
                if of == *customer && self.book.is_server(&record.envelope().log.enrolment) =>
            {
                let envelope = record.envelope();
                Some((envelope.log.incarnation, envelope.seq, rules))
            }
            _ => None,
        });
        Ok(registered.max().map(|(_, _, rules)| rules))
    }
}
