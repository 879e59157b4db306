//! What things cost, in processor time. Figures of one run are compared with each other and with the bare
//! cost of what cannot be avoided (checking the signatures one by one, writing the same bytes to an encrypted
//! database), never with a clock on the wall: machines are too unlike for that.
//!
//! `cargo xtask bench` builds it as it is released and runs it.

mod bare;
mod booth;
mod cost;
mod history;
mod takes;

use booth::{Booth, Habit};
use clap::Parser;
use exchange_tests::Company;

#[derive(Parser)]
struct Args {
    /// Customers of the day that is brought: one card and four follow-ups each, and three receipts by which
    /// colleagues vouch for the card.
    #[arg(long, default_value_t = 2_000)]
    customers: usize,
    /// Days that a laptop has behind it when one more card comes.
    #[arg(long, default_value_t = 5)]
    days: usize,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    for vouched in [false, true] {
        let name = if vouched { "with" } else { "without" };
        println!("A day {name} receipts by which colleagues vouch");
        day(args.customers, Habit { follow_ups: 4, vouched })?;
    }
    one_more_card(args.days);
    Ok(())
}

fn day(customers: usize, habit: Habit) -> anyhow::Result<()> {
    let company = Company::start();
    let mut booth = Booth::open(&company);
    let lin = company.laptop("linguodong");
    booth.customers(customers, habit);
    println!("{} records of {customers} customers, {} kB", booth.count(), booth.kilobytes());
    let verified = bare::verify(&booth);
    let written = bare::write(&booth)?;
    let server = takes::server(&company, &mut booth);
    let laptop = takes::laptop(&lin, &booth);
    let unavoidable = verified.and(written);
    for (what, cost) in [
        ("signatures and parts checked", verified),
        ("the same bytes written to an encrypted database", written),
        ("server: checked, ordered, numbered, registered", server),
        ("laptop: checked, stored, ruled on, listed", laptop),
    ] {
        println!(
            "{what:<50} {:>9} records/s  {:>5.1} x",
            cost.per_second(),
            cost.times(unavoidable)
        );
    }
    println!();
    Ok(())
}

fn one_more_card(days: usize) {
    let company = Company::start();
    let mut booth = Booth::open(&company);
    let lin = company.laptop("linguodong");
    let cards = history::days(&company, &mut booth, days);
    let cost = history::one_more(&company, &mut booth, &lin, cards[0]);
    println!("One more card after {days} days of eight laptops: {} receipts", cost.receipts);
    println!("{:<50} {:>9} records/s", "taken with its three receipts", cost.taken.per_second());
    for (what, bounded, all) in [
        ("the new card ruled on", cost.new, cost.new_by_all),
        ("the first card ruled on", cost.old, cost.old_by_all),
    ] {
        println!(
            "{what:<50} {:>9} rulings/s  1/{:.0} of reading every receipt",
            bounded.per_second(),
            all.times(bounded)
        );
    }
}
