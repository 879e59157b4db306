//! The pages that a visitor sees: one form, and what became of it. Plain HTML without a script, without
//! anything from elsewhere, and without a word about anybody else.

use std::fmt::Write;
use std::sync::LazyLock;

use app::visitor::Booth;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::fields::{Field, Filled, Problem};
use super::words::{Language, Words, filled};

const STYLE: &str = include_str!("page.css");

/// What a page may do: be read, look as we say, and post its form to where it came from.
pub(super) static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    )
});

/// Why a form comes back that has nothing wrong in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Held {
    /// Too many are sending.
    Busy,
    /// The disk refused.
    NotKept,
    /// Too many wait to be looked at.
    Full,
}

/// The form, with what was typed into it and what is wrong with that.
pub(super) fn form(
    language: Language,
    booth: &Booth,
    typed: &Filled,
    problems: &[(Field, Problem)],
    held: Option<Held>,
) -> String {
    let words = language.words();
    let mut html = String::new();
    heading(&mut html, &words.title);
    paragraph(&mut html, "soft", &filled(&words.intro, booth));
    paragraph(&mut html, "", &words.lead);
    told(&mut html, words, problems, held);
    html.push_str("<form method=\"post\" novalidate>");
    for (name, value) in [("ticket", typed.ticket.as_str()), ("language", language.tag())] {
        let _ = write!(html, "<input type=\"hidden\" name=\"{name}\" value=\"{}\">", safe(value));
    }
    for field in Field::TYPED {
        let problem = problems.iter().find(|(of, _)| *of == field).map(|(_, problem)| *problem);
        let first = problems.first().is_some_and(|(of, _)| *of == field);
        line(&mut html, words, field, typed.text(field), problem, first);
    }
    consent(&mut html, words, booth, typed.agreed, problems);
    let _ = write!(html, "<button class=\"send\">{}</button>", safe(&words.send));
    // After the button that sends: Enter in a field presses the first one.
    html.push_str("<div class=\"switches\">");
    for other in Language::ALL.into_iter().filter(|other| *other != language) {
        let (tag, name) = (other.tag(), safe(&other.words().own_name));
        let _ = write!(
            html,
            "<button class=\"switch\" name=\"switch\" value=\"{tag}\" lang=\"{tag}\">{name}</button>"
        );
    }
    html.push_str("</div></form>");
    whole(language, &words.title, &html)
}

/// It has arrived.
pub(super) fn thanks(language: Language, booth: &Booth) -> String {
    let words = language.words();
    told_page(language, &words.thanks_title, &filled(&words.thanks, booth), None)
}

/// The code is too old; what was typed is shown, so that it can be typed again.
pub(super) fn expired(language: Language, typed: Option<&Filled>) -> String {
    let words = language.words();
    told_page(language, &words.expired_title, &words.expired, typed)
}

/// The booth is closed for today.
pub(super) fn closed(language: Language, typed: Option<&Filled>) -> String {
    let words = language.words();
    told_page(language, &words.closed_title, &words.closed, typed)
}

fn told_page(language: Language, title: &str, text: &str, typed: Option<&Filled>) -> String {
    let words = language.words();
    let mut html = String::new();
    heading(&mut html, title);
    paragraph(&mut html, "", text);
    let rows = Field::TYPED.map(|field| (field, typed.map_or("", |typed| typed.text(field))));
    if rows.iter().any(|(_, text)| !text.is_empty()) {
        paragraph(&mut html, "soft", &words.expired_kept);
        html.push_str("<dl>");
        for (field, text) in rows.iter().filter(|(_, text)| !text.is_empty()) {
            let (label, text) = (safe(words.label(*field)), safe(text));
            let _ = write!(html, "<dt>{label}</dt><dd>{text}</dd>");
        }
        html.push_str("</dl>");
    }
    whole(language, title, &html)
}

/// What is wrong, above the form, with a way to each place.
fn told(html: &mut String, words: &Words, problems: &[(Field, Problem)], held: Option<Held>) {
    let held = held.map(|held| match held {
        Held::Busy => &words.busy,
        Held::NotKept => &words.not_kept,
        Held::Full => &words.full,
    });
    let Some(text) = held.or((!problems.is_empty()).then_some(&words.errors)) else { return };
    let _ = write!(html, "<div class=\"told\" role=\"alert\"><p>{}</p>", safe(text));
    if !problems.is_empty() {
        html.push_str("<ul>");
        for (field, _) in problems {
            let (name, label) = (field.name(), safe(words.label(*field)));
            let _ = write!(html, "<li><a href=\"#{name}\">{label}</a></li>");
        }
        html.push_str("</ul>");
    }
    html.push_str("</div>");
}

fn line(
    html: &mut String,
    words: &Words,
    field: Field,
    text: &str,
    problem: Option<Problem>,
    first: bool,
) {
    let (name, label, text) = (field.name(), safe(words.label(field)), safe(text));
    let (required, mark) = match field {
        Field::Person => (" required", Some(&words.required)),
        Field::Phone | Field::Email => ("", None),
        _ => ("", Some(&words.optional)),
    };
    let mark =
        mark.map_or_else(String::new, |mark| format!("<span class=\"soft\">{}</span>", safe(mark)));
    let hint = (field == Field::Phone).then_some("reach");
    let wrong = problem.map(|_| format!("{name}-wrong"));
    let by: Vec<&str> = wrong.as_deref().into_iter().chain(hint).collect();
    let mut more = required.to_owned();
    if !by.is_empty() {
        let _ = write!(more, " aria-describedby=\"{}\"", by.join(" "));
    }
    if problem.is_some() {
        more.push_str(" aria-invalid=\"true\"");
    }
    if first {
        more.push_str(" autofocus");
    }
    let _ = write!(html, "<div class=\"field\"><label for=\"{name}\">{label}{mark}</label>");
    if field == Field::Phone {
        let _ = write!(html, "<p id=\"reach\" class=\"soft\">{}</p>", safe(&words.reach_hint));
    }
    let _ = match field {
        // A line feed after the tag is not part of the text; without it, the text's own first would go.
        Field::Matter => {
            write!(
                html,
                "<textarea id=\"{name}\" name=\"{name}\" rows=\"3\"{more}>\n{text}</textarea>"
            )
        }
        _ => write!(
            html,
            "<input id=\"{name}\" name=\"{name}\" value=\"{text}\"{}{more}>",
            kind(field)
        ),
    };
    if let (Some(problem), Some(id)) = (problem, wrong) {
        let _ = write!(html, "<p class=\"bad\" id=\"{id}\">{}</p>", safe(&words.problem(problem)));
    }
    html.push_str("</div>");
}

/// Which keyboard a phone shows, and what it offers to fill in.
fn kind(field: Field) -> &'static str {
    match field {
        Field::Person => " type=\"text\" autocomplete=\"name\"",
        Field::Company => " type=\"text\" autocomplete=\"organization\"",
        Field::Phone => " type=\"tel\" inputmode=\"tel\" autocomplete=\"tel\"",
        Field::Email => {
            " type=\"email\" inputmode=\"email\" autocomplete=\"email\" autocapitalize=\"none\""
        }
        Field::Site => " type=\"text\" autocomplete=\"address-level2\"",
        Field::Matter | Field::SpokeWith | Field::Consent => " type=\"text\" autocomplete=\"off\"",
    }
}

fn consent(
    html: &mut String,
    words: &Words,
    booth: &Booth,
    agreed: bool,
    problems: &[(Field, Problem)],
) {
    let _ = write!(
        html,
        "<section class=\"notice\" aria-labelledby=\"notice\"><h2 id=\"notice\">{}</h2>",
        safe(&words.consent_title)
    );
    for text in words.notice(booth) {
        paragraph(html, "", &text);
    }
    html.push_str("</section>");
    let problem = problems.iter().find(|(field, _)| *field == Field::Consent);
    let mut more = String::new();
    if agreed {
        more.push_str(" checked");
    }
    if problem.is_some() {
        more.push_str(" aria-invalid=\"true\" aria-describedby=\"consent-wrong\"");
    }
    if problem.is_some() && problems.len() == 1 {
        more.push_str(" autofocus");
    }
    let _ = write!(
        html,
        "<label class=\"tick\"><input type=\"checkbox\" id=\"consent\" name=\"consent\" \
         value=\"yes\" required{more}>{}</label>",
        safe(&words.consent_tick)
    );
    if let Some((_, problem)) = problem {
        let text = safe(&words.problem(*problem));
        let _ = write!(html, "<p class=\"bad\" id=\"consent-wrong\">{text}</p>");
    }
}

fn heading(html: &mut String, text: &str) {
    let _ = write!(html, "<h1>{}</h1>", safe(text));
}

fn paragraph(html: &mut String, class: &str, text: &str) {
    let _ = match class {
        "" => write!(html, "<p>{}</p>", safe(text)),
        class => write!(html, "<p class=\"{class}\">{}</p>", safe(text)),
    };
}

fn whole(language: Language, title: &str, body: &str) -> String {
    let (tag, title) = (language.tag(), safe(title));
    format!(
        "<!doctype html><html lang=\"{tag}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"format-detection\" content=\"telephone=no\">\
         <title>{title}</title><style>{STYLE}</style></head><body><main>{body}</main></body></html>"
    )
}

/// A text that stays a text, between tags and between quotation marks.
fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}
