//! TypeScript of the types that cross the door.

use std::collections::BTreeSet;

use ts_rs::{Config, TS, TypeVisitor};

/// Collects the declarations of a type and of everything it names.
pub fn declare<T: TS + 'static + ?Sized>(all: &mut BTreeSet<String>) {
    struct Visit<'a>(&'a mut BTreeSet<String>);
    impl TypeVisitor for Visit<'_> {
        fn visit<T: TS + 'static + ?Sized>(&mut self) {
            declare::<T>(self.0);
        }
    }
    // Types without a declaration of their own (numbers, lists) have no output path.
    if T::output_path().is_some() {
        let declaration = format!("export {}", T::decl(&Config::default()));
        if !all.insert(declaration) {
            return;
        }
    }
    T::visit_dependencies(&mut Visit(all));
    T::visit_generics(&mut Visit(all));
}
