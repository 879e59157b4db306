//! The process in which the laptops of these tests have changes of documents applied: a test's own program
//! belongs to its harness, and cannot start itself again as that.

fn main() {
    desktop::apart::serve_if_asked();
}
