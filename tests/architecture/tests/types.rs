//! The TypeScript at the door is what the tables of calls say. `cargo xtask types` writes it.

use std::collections::BTreeSet;
use std::path::Path;

use app::calls::{CallInfo, Topic};
use ts_rs::TS;

fn generated() -> String {
    let mut declarations: BTreeSet<String> = BTreeSet::new();
    declarations.extend(app::table::declarations());
    declarations.extend(desktop::calls::declarations());
    app::types::declare::<Topic>(&mut declarations);
    app::types::declare::<app::Failure>(&mut declarations);
    let calls: Vec<CallInfo> = [app::table::table(), desktop::calls::table()].concat();

    let mut text = String::from(
        "// Made by `cargo xtask types` from the tables of calls in Rust. Do not edit by hand.\n",
    );
    for declaration in declarations {
        text.push_str(&format!("\n{}\n", without_trailing_blanks(&declaration)));
    }
    text.push_str("\nexport interface Calls {\n");
    for call in &calls {
        text.push_str(&format!(
            "  {}: {{ args: {}; reply: {} }};\n",
            call.name,
            (call.args)(),
            (call.reply)()
        ));
    }
    text.push_str("}\n\nexport const CALLS = {\n");
    for call in &calls {
        let topics: Vec<String> = call.topics.iter().map(topic).collect();
        let (name, command) = (call.name, call.command);
        let topics = topics.join(", ");
        text.push_str(&format!("  {name}: {{ command: {command}, topics: [{topics}] }},\n"));
    }
    let promise = "Record<keyof Calls, { command: boolean; topics: readonly Topic[] }>";
    text.push_str(&format!("}} as const satisfies {promise};\n"));
    text
}

fn topic(topic: &Topic) -> String {
    serde_json::to_string(topic).expect("a topic is a word")
}

fn without_trailing_blanks(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn generated_types_have_not_drifted() {
    assert!(Topic::decl(&ts_rs::Config::default()).contains("Topic"));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/host/generated.ts");
    let generated = generated();
    if std::env::var_os("FAIRLEAD_WRITE_TYPES").is_some() {
        std::fs::write(&file, &generated).expect("the UI's folder is there");
    }
    let checked_in = std::fs::read_to_string(&file).expect("generated.ts is checked in");
    assert!(checked_in == generated, "generated.ts has drifted; run `cargo xtask types`");
}

#[test]
fn no_call_is_in_two_tables() {
    let calls = [app::table::table(), desktop::calls::table()].concat();
    let names: BTreeSet<&str> = calls.iter().map(|call| call.name).collect();
    assert_eq!(names.len(), calls.len());
}
