//! The page that is one HTML file, with what an office hands on to its units inside.

use std::collections::BTreeMap;

use serde_json::json;

/// Where the page has it: `packaging/html/make.mjs` writes the place, and an office's files stand
/// in such a script.
const PLACE: &str = "<!-- given -->";
const BEGIN: &str = "<script type=\"application/json\" id=\"given\">";
const END: &str = "</script>";

/// The page with files inside, by their names in the folder that is made of them, which has this
/// name; those that it had before are not there any more. None where it is no such page.
pub fn hand_on(page: &str, name: &str, files: &BTreeMap<String, String>) -> Option<String> {
    // Nothing in a text may end the script.
    let given = json!({"name": name, "files": files}).to_string().replace('<', "\\u003c");
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
    fn a_page_has_the_files_that_it_was_given_last() {
        let page = format!("<body>\n{PLACE}\n<script>1</script>");
        let files = |text: &str| BTreeMap::from([("jixiao.yaml".to_owned(), text.to_owned())]);
        let once = hand_on(&page, "填报", &files("主管部门: </script><script>alert(1)</script>")).unwrap();
        assert_eq!(once.matches("</script>").count(), 2, "{once}");
        assert!(once.contains(r"主管部门: \u003c/script>"), "{once}");
        let twice = hand_on(&once, "填报", &files("主管部门: 示例市文化局")).unwrap();
        assert_eq!(
            twice,
            page.replace(
                PLACE,
                &format!("{BEGIN}{{\"name\":\"填报\",\"files\":{{\"jixiao.yaml\":\"主管部门: 示例市文化局\"}}}}{END}")
            )
        );
        assert_eq!(hand_on("<body></body>", "填报", &files("")), None);
    }
}
