#[path = "../tests/support/mod.rs"]
mod support;
use std::time::Instant;
use store::*;
use support::*;

fn stats(name: &str, mut v: Vec<f64>) {
    v.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let p = |q: f64| v[((v.len() - 1) as f64 * q) as usize];
    println!("{name:50} p50 {:8.3} p95 {:8.3} p99 {:8.3} max {:8.3} ms", p(0.5), p(0.95), p(0.99), v[v.len() - 1]);
}
fn time<T>(mut f: impl FnMut() -> T) -> f64 {
    let t = Instant::now();
    std::hint::black_box(f());
    t.elapsed().as_secs_f64() * 1e3
}

fn main() {
    let total: u32 = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(100_000);
    let place = Place::new();
    let chars: Vec<char> = "深圳市海风科技有限公司东莞华晟电子广州美机械上北京天龙虎山水木金火土中国大小明光新兴达利成功和平安泰".chars().collect();
    let mut s: u64 = 88172645463325252;
    let mut rnd = move |n: u64| { s ^= s << 13; s ^= s >> 7; s ^= s << 17; s % n };
    let mut row = |n: u32| {
        let mut name: String = ["深圳市", "东莞市", "广州市"][rnd(3) as usize].into();
        for _ in 0..4 { name.push(chars[rnd(chars.len() as u64) as usize]); }
        name.push_str("科技有限公司");
        LeadRow {
            company: name,
            person: "王芳".into(),
            phone: format!("13{:09}", rnd(1_000_000_000)),
            site: "广东东莞".into(),
            matter: "PLC 控制器 报价 with sensors 12 pcs".into(),
            fair: Some(format!("fair{}", rnd(20))),
            day: format!("2026-03-{:02}", rnd(28) + 1),
            owner: format!("person{}", rnd(100)),
            signer: if rnd(50) == 0 { "wang".into() } else { format!("person{}", rnd(100)) },
            mine: rnd(4) != 0,
            helper: rnd(30) == 0,
            due_ms: (rnd(3) == 0).then(|| rnd(1_000_000) as i64),
            signed_ms: i64::from(n) * 1000 + rnd(500_000) as i64,
            why: "{\"rule\":\"DUP-01\",\"key\":\"first\",\"args\":{\"a\":\"Wang Fang\",\"atMs\":1773277200000}}".repeat(2),
            ..lead(n, "")
        }
    };
    let rows: Vec<_> = (0..total).map(&mut row).collect();
    let t = Instant::now();
    for (i, chunk) in rows.chunks(500).enumerate() { place.put(chunk); if i % 20 == 19 { println!("{} {:.2}", i*500, t.elapsed().as_secs_f64()); } }
    println!("put {total}: {:.2} s", t.elapsed().as_secs_f64());

    let t = Instant::now();
    place.index_all();
    println!("index {total}: {:.2} s", t.elapsed().as_secs_f64());
    let size = |p: &Place| std::fs::metadata(p.path()).unwrap().len() / 1_000_000;
    let place = place.reopened();
    println!("file {} MB", size(&place));
    for r in place.dump("select sum(pgsize)/1000, hex(name), name from dbstat group by 2 order by 1 desc limit 14") { println!("   {r}"); }

    if std::env::args().nth(2).is_some() { return; }
    // first search
    println!("first search {:.2} ms", time(|| place.store.lead_page(&LeadQuery { text: "海风".into(), limit: 50, ..Default::default() }).unwrap()));
    for text in ["海风", "风", "公司", "司", "138", "1", "13", "1380", "科技有限公司", "s", "海风 13", "13800", "p 1", "深圳市海", "风科 王"] {
        for view in [LeadView::All, LeadView::Mine, LeadView::Captured, LeadView::Helping] {
            let q = LeadQuery { text: text.into(), view, me: "wang".into(), limit: 50, ..Default::default() };
            let n = place.store.lead_page(&q).unwrap().total;
            stats(&format!("search {text} {view:?} ({n})"), (0..30).map(|_| time(|| place.store.lead_page(&q).unwrap())).collect());
        }
    }
    for (name, fair, owner, day) in [("plain", None, None, None), ("fair", Some("fair3"), None, None), ("owner", None, Some("person7"), None), ("fair+day", Some("fair3"), None, Some("2026-03-12")), ("day", None, None, Some("2026-03-12"))] {
        for view in [LeadView::All, LeadView::Mine, LeadView::Captured] {
            for sort in [LeadSort::NewestFirst, LeadSort::DueFirst, LeadSort::Company, LeadSort::Owner] {
                let mut v = vec![];
                let mut tot = 0;
                for off in [0u32, 1000, 9000, 50_000, 75_000, 99_000] {
                    let f = |x: Option<&str>| x.map(str::to_owned);
                    let q = LeadQuery { view, sort, me: "wang".into(), fair: f(fair), owner: f(owner), day: f(day), offset: off, limit: 100, ..Default::default() };
                    for _ in 0..5 { v.push(time(|| { let p = place.store.lead_page(&q).unwrap(); tot = p.total; p })); }
                }
                stats(&format!("list {name} {view:?} {sort:?} ({tot})"), v);
            }
        }
    }
    // saving: record + lead in one commit
    let mut device = Device::new(1);
    let mut v = vec![];
    let mut vi = vec![];
    for n in 0..400u32 {
        let record = device.card((n % 250) as u8, "深圳市海风科技有限公司");
        let r = LeadRow { card: nth_card(total + n), ..rows[n as usize].clone() };
        v.push(time(|| place.store.write(|tx| { tx.append(&record)?; tx.put_lead(&r) }).unwrap()));
        vi.push(time(|| place.store.index_pending(50).unwrap()));
    }
    stats("save one lead", v);
    stats("index one lead", vi);
    // records bulk
    let mut devices: Vec<_> = (10..60).map(Device::new).collect();
    let records: Vec<_> = (0..20_000).map(|n| { let d = &mut devices[n % 50]; d.card((n % 250) as u8, "深圳市海风科技有限公司") }).collect();
    let t = Instant::now();
    for chunk in records.chunks(500) { place.ingest(&chunk.iter().collect::<Vec<_>>()); }
    println!("ingest 20000: {:.2} s", t.elapsed().as_secs_f64());
    println!("rebuild {:.2} ms", time(|| place.store.rebuild().unwrap()));
    println!("reopen {:.2} ms", { let mut p = Some(place); time(move || p.take().unwrap().reopened()) });
}
