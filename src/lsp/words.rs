//! What the language server says itself.

jixiao::messages! {
    see_the_page() { zh: "在浏览器里看这张表", en: "See the form in a browser" }
    open_in_a_browser(address) { zh: "请在浏览器中打开：{address}", en: "open in a browser: {address}" }
}
