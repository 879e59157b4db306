//! What things cost, in processor time. Figures of one run are compared with each other and with the bare
//! cost of what cannot be avoided (checking the signatures one by one, writing the same bytes to an encrypted
//! database), never with a clock on the wall: machines are too unlike for that.
//!
//! `cargo xtask bench` builds it as it is released and runs it.

mod bare;
mod booth;
mod cost;
mod history;
mod lists;
mod takes;

use booth::{Booth, Habit};
use clap::Parser;
use cost::Cost;
use exchange_tests::{Company, Laptop};

#[derive(Parser)]
struct Args {
    /// Customers of the day that is brought: one card and four follow-ups each, and three receipts by which
    /// colleagues vouch for the card.
    #[arg(long, default_value_t = 2_000)]
    customers: usize,
    /// Days that a laptop has behind it when one more card comes.
    #[arg(long, default_value_t = 5)]
    days: usize,
    /// Leads of the laptop that is asked for lists; none asks for no lists.
    #[arg(long, default_value_t = 100_000)]
    leads: usize,
    /// Lists only.
    #[arg(long)]
    lists: bool,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    if args.leads > 0 {
        lists::run(args.leads)?;
    }
    if args.lists {
        return Ok(());
    }
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
    let mut halves = Vec::new();
    for _ in 0..2 {
        booth.customers(customers / 2, habit);
        println!(
            "{} records of {} customers, {} kB",
            booth.count(),
            customers / 2,
            booth.kilobytes()
        );
        halves.push(Costs::of(&company, &mut booth, &lin)?);
        booth.taken();
    }
    let [first, second] = &halves[..] else { unreachable!("a day has two halves") };
    let unavoidable = first.verified.and(first.written).beside(second.verified.and(second.written));
    for (what, first, second) in [
        ("signatures and parts checked", first.verified, second.verified),
        ("the same bytes written to an encrypted database", first.written, second.written),
        ("server: checked, ordered, numbered, registered", first.server, second.server),
        ("laptop: checked, stored, ruled on, listed", first.laptop, second.laptop),
    ] {
        let cost = first.beside(second);
        println!(
            "{what:<50} {:>9} records/s  {:>5.1} x  second half {:.2} of the first",
            cost.per_second(),
            cost.times(unavoidable),
            second.times_each(first),
        );
    }
    println!();
    Ok(())
}

/// What half a day costs.
struct Costs {
    verified: Cost,
    written: Cost,
    server: Cost,
    laptop: Cost,
}

impl Costs {
    fn of(company: &Company, booth: &mut Booth<'_>, lin: &Laptop) -> anyhow::Result<Self> {
        Ok(Self {
            verified: bare::verify(booth),
            written: bare::write(booth)?,
            server: takes::server(company, booth),
            laptop: takes::laptop(lin, booth),
        })
    }
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
