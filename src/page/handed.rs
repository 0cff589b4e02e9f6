//! The page that is one HTML file, with what an office hands on to its units inside.

use serde_json::json;

use crate::engine::Handout;

/// Where the page has it: `packaging/html/make.mjs` writes the place, and an office's files stand
/// in such a script.
const PLACE: &str = "<!-- given -->";
const BEGIN: &str = "<script type=\"application/json\" id=\"given\">";
const END: &str = "</script>";

/// The page with this inside, of which units make folders of this name; what it had before is not
/// there any more. None where it is no such page.
pub fn hand_on(page: &str, name: &str, handout: &Handout) -> Option<String> {
    // Nothing in a text may end the script.
    let given = json!({"name": name, "handout": handout}).to_string().replace('<', "\\u003c");
    let (before, after) = match page.split_once(BEGIN) {
        Some((before, rest)) => (before, rest.split_once(END)?.1),
        None => page.split_once(PLACE)?,
    };
    Some([before, BEGIN, &given, END, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_what_it_was_given_last() {
        let page = format!("<body>\n{PLACE}\n<script>1</script>");
        let handout = |text: &str| {
            let given = json!({"year": 2026, "form": null, "files": {"jixiao.yaml": text}, "units": []});
            serde_json::from_value(given).unwrap()
        };
        let once = hand_on(&page, "填报", &handout("主管部门: </script><script>alert(1)</script>")).unwrap();
        assert_eq!(once.matches("</script>").count(), 2, "{once}");
        assert!(once.contains(r"主管部门: \u003c/script>"), "{once}");
        let twice = hand_on(&once, "填报", &handout("主管部门: 示例市文化局")).unwrap();
        assert_eq!(twice, hand_on(&page, "填报", &handout("主管部门: 示例市文化局")).unwrap());
        assert!(twice.contains("示例市文化局") && !twice.contains("alert"), "{twice}");
        assert_eq!(hand_on("<body></body>", "填报", &handout("")), None);
    }
}
