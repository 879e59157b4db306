//! Which line of a card says what.
//!
//! Labels come first ([`labels`]): what is called a mobile is one, and a fax is none. What has a form of its
//! own is found by it ([`numbers`], [`net`]); of the rest, a company has its suffix, an address its parts,
//! and a name stands beside its title ([`names`], [`places`]).

mod labels;
mod names;
mod net;
mod numbers;
mod piece;
mod places;
mod vocabulary;

use crate::Line;
use piece::pieces;

pub(crate) use numbers::{Kind, Region, tidy};

/// What a card says. What it does not say is empty.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fields {
    /// The company's name, in Chinese if the card has it.
    pub company: String,
    /// The person's name, in Chinese if the card has it.
    pub person: String,
    /// What he is there.
    pub title: String,
    /// Mobile numbers.
    pub mobiles: Vec<String>,
    /// Other numbers at which somebody answers. Faxes are none.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Where the company is.
    pub address: String,
    /// The name by which WeChat finds him.
    pub wechat: String,
    /// The company's site.
    pub website: String,
}

/// What the lines of a card and the texts of its codes say. Codes are preferred.
pub fn fields(lines: &[Line], codes: &[String]) -> Fields {
    let mut read = of_lines(lines);
    for code in codes {
        crate::codes::prefer(&mut read, code);
    }
    read
}

/// The one character that the reader takes for its traditional form again and again is written on a simplified card
/// as that card writes all others.
fn in_one_script(lines: &[Line]) -> Vec<Line> {
    let has = |characters: &str| {
        lines.iter().any(|line| line.text.chars().any(|c| characters.contains(c)))
    };
    let simplified = has(vocabulary::SIMPLIFIED) && !has(vocabulary::TRADITIONAL);
    let text = |text: &str| if simplified { text.replace('強', "强") } else { text.to_owned() };
    lines.iter().map(|line| Line { text: text(&line.text), ..line.clone() }).collect()
}

fn of_lines(lines: &[Line]) -> Fields {
    let pieces = pieces(&in_one_script(lines));
    let mut read = Fields::default();
    let region = Region::of(&pieces);
    for piece in &pieces {
        numbers::read(piece, region, &mut read);
    }
    read.website = net::website(&pieces);
    read.emails = net::emails(&pieces, &read.website);
    read.wechat = net::wechat(&pieces, &read.mobiles);
    let company = places::company(&pieces, &read.website, &read.emails);
    let address = places::address(&pieces, &company.taken);
    let taken: Vec<usize> = company.taken.iter().chain(&address.taken).copied().collect();
    let (person, title) = names::person(&pieces, &taken, &read.emails, &company.text);
    Fields { company: company.text, address: address.text, person, title, ..read }
}
