//! Reports as the door gives them.

use serde_json::Value;

/// The rows of a report's part, each cell as its content.
pub fn rows(report: &Value, part: &str) -> Vec<Vec<Value>> {
    let parts = report["parts"].as_array().expect("parts");
    let found = parts.iter().find(|one| one["name"] == part).expect("the part");
    let row =
        |row: &Value| row.as_array().expect("cells").iter().map(|c| c["of"].clone()).collect();
    found["rows"].as_array().expect("rows").iter().map(row).collect()
}
