//! Laptops at one booth that ask each other while a card is typed: what they are told, what they are not, and
//! what somebody on the Wi-Fi or with a changed program gains (decision 0036).

use std::collections::BTreeSet;
use std::net::{SocketAddr, UdpSocket};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use desktop::keep_vouching;
use domain::identity::{IdentityFields, tokens};
use exchange_tests::{Company, Insider, Laptop, Lead, on, wait_for};
use minicbor::bytes::ByteVec;
use protocol::hint::Message;
use protocol::hint::table::TableId;
use protocol::vouch::Nonce;
use serde_json::{Value, json};

const OTHER: Lead<'_> = Lead {
    company: "中山永固五金有限公司",
    phone: "13822220001",
    site: "广东中山",
    ..Lead::HUASHENG
};

fn open_windows(company: &Company, laptops: &[&Laptop]) {
    for laptop in laptops {
        company.runtime().spawn(keep_vouching(laptop.desk.clone()));
    }
}

/// Where a laptop hears, on loopback.
fn address(laptop: &Laptop) -> String {
    let shown = wait_for(|| {
        let view = laptop.done("lan_vouching", Value::Null);
        view["address"].as_str().filter(|shown| !shown.is_empty()).map(str::to_owned)
    });
    format!("127.0.0.1:{}", shown.rsplit(':').next().expect("a port"))
}

fn neighbours(laptop: &Laptop, lead: Lead<'_>) -> Vec<Value> {
    laptop.done("neighbours", lead.form()).as_array().expect("hints").clone()
}

/// What neighbours say, once they have said it.
fn told(laptop: &Laptop, lead: Lead<'_>) -> Value {
    wait_for(|| neighbours(laptop, lead).first().cloned())
}

/// Long enough for an answer, had there been one: a customer that is there was told by then.
fn after_an_answer(laptop: &Laptop, there: Lead<'_>) {
    told(laptop, there);
}

/// Records that are more than a receipt, which those who vouch give each other meanwhile.
fn said(laptop: &Laptop) -> usize {
    laptop.records().values().filter(|record| record.kind() != ledger::RECEIPT_KIND).count()
}

#[test]
fn a_card_that_a_neighbour_signed_and_nobody_has_synced_is_told_of_and_nothing_of_what_is_on_it() {
    let company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    wang.capture(OTHER);
    company.time.set(on("10:16"));
    open_windows(&company, &[&wang, &li]);
    let (hers, his) = (said(&wang), said(&li));
    assert_eq!(
        told(&li, Lead { person: "刘洁", matter: "", ..Lead::HUASHENG }),
        json!({ "sure": true, "minutesBefore": 16, "outcome": "theyCountYouHelp" })
    );
    assert!(!li.holds_text("郭晓东"));
    assert_eq!(li.done("duplicates", Lead::HUASHENG.form()), json!([]), "it is not on his laptop");
    // Corrected: what was said of another customer is gone at once, and comes back when it is asked again.
    let elsewhere =
        Lead { company: "佛山顺德精工电器", phone: "13700137003", ..Lead::HUASHENG };
    assert_eq!(neighbours(&li, elsewhere), [Value::Null; 0]);
    let same_phone = Lead { company: "佛山顺德精工电器", site: "佛山", ..Lead::HUASHENG };
    let probable = json!({ "sure": false, "minutesBefore": 16, "outcome": "somebodyDecides" });
    assert_eq!(told(&li, same_phone), probable);
    assert_eq!(neighbours(&li, elsewhere), [Value::Null; 0]);
    assert_eq!(told(&li, OTHER)["sure"], true);
    // Only a name is no customer yet.
    assert_eq!(neighbours(&li, Lead { phone: "", site: "", ..Lead::HUASHENG }), [Value::Null; 0]);
    // What was signed just now is a tie, and found as soon as it is there.
    let new =
        Lead { company: "惠州鼎立模具有限公司", phone: "13900139002", ..Lead::HUASHENG };
    assert_eq!(neighbours(&li, new), [Value::Null; 0]);
    after_an_answer(&li, OTHER);
    wang.capture(new);
    assert_eq!(told(&li, new)["outcome"], "tie");
    // Nobody's records are any different for it.
    assert_eq!((said(&wang), said(&li)), (hers + 1, his));
    // He signs all the same, and from then on it is for him to be told by his own laptop.
    let card = li.capture(Lead::HUASHENG);
    assert_eq!(li.holds(&card), Some(true));
}

#[test]
fn what_is_taken_back_is_told_of_no_more() {
    let company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    wang.capture(OTHER);
    company.time.set(on("10:16"));
    open_windows(&company, &[&wang, &li]);
    told(&li, Lead::HUASHENG);
    wang.done("card_withdraw", json!({ "card": card, "reason": "看错了" }));
    wait_for(|| {
        // Whoever answered for the other one has answered for this one too.
        after_an_answer(&li, OTHER);
        neighbours(&li, Lead::HUASHENG);
        std::thread::sleep(Duration::from_millis(500));
        neighbours(&li, Lead::HUASHENG).is_empty().then_some(())
    });
}

/// Somebody in between, who keeps what goes through and can say it again.
struct Between {
    address: String,
    to_asked: Arc<Mutex<Vec<Vec<u8>>>>,
    to_asker: Arc<Mutex<Vec<Vec<u8>>>>,
    outside: Arc<UdpSocket>,
}

impl Between {
    fn to(asked: &str) -> Self {
        let inside = Arc::new(UdpSocket::bind("127.0.0.1:0").expect("a loopback"));
        let outside = Arc::new(UdpSocket::bind("127.0.0.1:0").expect("a loopback"));
        outside.connect(asked).expect("an address");
        let (to_asked, to_asker) = (Arc::default(), Arc::default());
        let asker: Arc<Mutex<Option<SocketAddr>>> = Arc::default();
        let between = Self {
            address: inside.local_addr().expect("bound").to_string(),
            to_asked: Arc::clone(&to_asked),
            to_asker: Arc::clone(&to_asker),
            outside: Arc::clone(&outside),
        };
        {
            let (inside, outside, asker) = (inside.clone(), outside.clone(), asker.clone());
            std::thread::spawn(move || {
                let mut bytes = [0; 2_000];
                while let Ok((length, from)) = inside.recv_from(&mut bytes) {
                    *asker.lock().expect("no panic") = Some(from);
                    to_asked.lock().expect("no panic").push(bytes[..length].to_vec());
                    let _ = outside.send(&bytes[..length]);
                }
            });
        }
        std::thread::spawn(move || {
            let mut bytes = [0; 2_000];
            while let Ok(length) = outside.recv(&mut bytes) {
                to_asker.lock().expect("no panic").push(bytes[..length].to_vec());
                if let Some(asker) = *asker.lock().expect("no panic") {
                    let _ = inside.send_to(&bytes[..length], asker);
                }
            }
        });
        between
    }

    fn seen(&self) -> Vec<Vec<u8>> {
        let (there, back) = (self.to_asked.lock(), self.to_asker.lock());
        [there.expect("no panic").clone(), back.expect("no panic").clone()].concat()
    }
}

/// A laptop that hears of no announcement, only of typed addresses, would need another network: so the one who
/// is asked has his window open, and the one in between stands where she types.
#[test]
fn whoever_listens_on_the_network_reads_nothing_and_nothing_is_said_twice_alike() {
    let company = Company::start();
    let [wang, li] = company.laptops(["wangfang", "liqiang"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    company.time.set(on("10:16"));
    open_windows(&company, &[&wang, &li]);
    let between = Between::to(&address(&wang));
    address(&li);
    li.done("lan_witness", json!({ "address": between.address }));
    // Asked again and again, one customer and then another.
    for _ in 0..3 {
        told(&li, Lead::HUASHENG);
        neighbours(&li, OTHER);
    }
    let is_hint = |datagram: &Vec<u8>| protocol::hint::is_one(datagram);
    let seen: Vec<Vec<u8>> = wait_for(|| {
        neighbours(&li, Lead::HUASHENG);
        let seen: Vec<Vec<u8>> = between.seen().into_iter().filter(is_hint).collect();
        (seen.len() >= 6).then_some(seen)
    });
    let key = li.desk.opened().expect("open").workspace().identity().identity_key.clone();
    let fields = IdentityFields {
        company: Lead::HUASHENG.company,
        phone: Lead::HUASHENG.phone,
        ..IdentityFields::default()
    };
    let marks: Vec<Vec<u8>> = tokens(fields, &key).all().map(|token| token.0.to_vec()).collect();
    let texts = ["华晟", "13800138001", "广东", "wangfang", "liqiang", "王芳"];
    let plain = texts.iter().map(|text| text.as_bytes().to_vec()).chain(marks);
    for plain in plain {
        let found = seen.iter().any(|seen| seen.windows(plain.len()).any(|part| part == plain));
        assert!(!found, "{plain:?}");
    }
    let different: BTreeSet<&[u8]> = seen.iter().map(|seen| &seen[4..]).collect();
    assert_eq!(different.len(), seen.len());
    // The same word for word again: it is answered once, and not counted against him.
    for _ in 0..200 {
        for datagram in &seen {
            let _ = between.outside.send(datagram);
        }
    }
    let view = wait_for(|| {
        told(&li, Lead::HUASHENG);
        Some(wang.done("lan_vouching", Value::Null))
    });
    assert_eq!(view["fishing"], json!([]));
    // Who has another key hears and says noise.
    let stranger = UdpSocket::bind("127.0.0.1:0").expect("a loopback");
    stranger.set_read_timeout(Some(Duration::from_millis(300))).expect("a socket");
    for datagram in &seen {
        let mut bent = datagram.clone();
        let last = bent.len() - 1;
        bent[last] ^= 1;
        stranger.send_to(&bent, address(&wang)).expect("sent");
    }
    assert!(stranger.recv(&mut [0; 2_000]).is_err(), "nobody answers him");
}

#[test]
fn whoever_asks_more_than_anybody_types_is_answered_no_more_and_named_and_the_others_are_answered()
{
    let company = Company::start();
    let [wang, li, hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    open_windows(&company, &[&wang]);
    let hers = address(&wang);
    let fisher = Insider::at(&li, "127.0.0.9:0");
    let mut answered = 0;
    // A few at a time, as the number of looks in a second allows.
    for round in 0..12 {
        let (nonce, ..) = fisher.knocks(&hers);
        for n in 0..8 {
            let asked = fisher.question(&li, nonce, &format!("guess {round} {n}"));
            fisher.says_of_customers(&hers, &Message::Asked(asked));
            if round < 7 {
                let said = fisher.hears_of_customers().map(|(_, said)| said);
                answered += u32::from(matches!(said, Some(Message::Answered { .. })));
            }
        }
        std::thread::sleep(Duration::from_millis(1_000));
    }
    assert!((50..=60).contains(&answered), "{answered} answers");
    let fishing = || wang.done("lan_vouching", Value::Null)["fishing"].clone();
    assert_eq!(wait_for(|| Some(fishing()).filter(|named| *named != json!([]))), json!(["李强"]));
    // Somebody else is answered, and who signs for another is not heard at all.
    let other = Insider::at(&hq, "127.0.0.10:0");
    let (nonce, ..) = other.knocks(&hers);
    other.says_of_customers(&hers, &Message::Asked(other.question(&hq, nonce, "one")));
    assert!(matches!(other.hears_of_customers(), Some((_, Message::Answered { .. }))));
    let mut liar = Insider::at(&li, "127.0.0.11:0");
    liar.me = other.me;
    let (nonce, ..) = liar.knocks(&hers);
    for n in 0..80 {
        let asked = liar.question(&li, nonce, &format!("in her name {n}"));
        liar.says_of_customers(&hers, &Message::Asked(asked));
    }
    assert_eq!(liar.hears_of_customers(), None);
    assert_eq!(fishing(), json!(["李强"]));
}

/// Somebody with the company's secret stands where a neighbour is looked for, and says what he likes.
#[test]
fn what_is_forged_is_a_line_on_a_screen_and_holds_nobody_up() {
    let company = Company::start();
    let [wang, li, hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]);
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    company.time.set(on("10:16"));
    open_windows(&company, &[&wang, &li]);
    address(&li);
    let liar = Insider::of(&hq);
    li.done("lan_witness", json!({ "address": liar.address() }));
    let his = wait_for(|| {
        neighbours(&li, Lead::HUASHENG);
        match liar.hears_of_customers() {
            Some((from, Message::Knock { nonce })) => Some((from.to_string(), nonce)),
            _ => {
                neighbours(&li, OTHER);
                None
            }
        }
    });
    let (his, asked) = his;
    let (nonce, table) = (Nonce([7; 16]), TableId([7; 8]));
    let junk: ByteVec = vec![7; 28 * 40].into();
    // Unasked, out of order, without an end, and no points at all.
    liar.says_of_customers(&his, &Message::Answered { nonce, points: vec![0; 320].into() });
    liar.says_of_customers(&his, &Message::Page { nonce, table, from: 0, entries: junk.clone() });
    liar.says_of_customers(&his, &Message::Open { asked, nonce, table, entries: u32::MAX });
    for from in [0, 40, 40, 0, u32::MAX] {
        let entries = junk.clone();
        liar.says_of_customers(&his, &Message::Page { nonce, table, from, entries });
    }
    liar.says_of_customers(&his, &Message::Answered { nonce, points: vec![255; 320].into() });
    liar.says_of_customers(&his, &Message::Answered { nonce, points: vec![0; 7].into() });
    // He goes on typing and signing, and an honest neighbour is heard.
    assert_eq!(told(&li, Lead::HUASHENG)["minutesBefore"], 16);
    let card = li.capture(Lead::HUASHENG);
    let ruling = li.lead(&card).expect("held")["ruling"].clone();
    assert_eq!(ruling["effective"], json!(card), "nothing of it is a fact");
}
