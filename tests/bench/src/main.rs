//! What things cost, in processor time. Figures of one run are compared with each other and with the bare
//! cost of what cannot be avoided (checking the signatures, writing the same bytes to an encrypted
//! database), never with a clock on the wall: machines are too unlike for that.
//!
//! `cargo xtask bench` builds it as it is released and runs it.

mod bare;
mod cost;
mod day;
mod takes;

use clap::Parser;

#[derive(Parser)]
struct Args {
    /// Customers of the day that is brought: one card and four follow-ups each.
    #[arg(long, default_value_t = 2_000)]
    customers: usize,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let company = exchange_tests::Company::start();
    let [wang, lin] = company.laptops(["wangfang", "linguodong"]);
    let day = day::Day::of(&wang, args.customers);
    println!(
        "{} records of {} customers, {} kB\n",
        day.records.len(),
        args.customers,
        day.kilobytes()
    );

    let verified = bare::verify(&day);
    let written = bare::write(&day)?;
    let server = takes::server(&company, &wang, &day);
    let laptop = takes::laptop(&lin, &day);
    let unavoidable = verified.and(written);
    for (what, cost) in [
        ("signatures and parts checked", verified),
        ("the same bytes written to an encrypted database", written),
        ("server: checked, ordered, numbered, registered", server),
        ("laptop: checked, stored, ruled on, listed", laptop),
    ] {
        println!(
            "{:<50} {:>9} records/s  {:>5.1} x",
            what,
            cost.per_second(),
            cost.times(unavoidable)
        );
    }
    Ok(())
}
