//! What the server of the page says. The words of the page itself are in
//! `assets/words.js`.

jixiao::messages! {
    no_such_file(name) {
        zh: "文件夹里没有「{name}」这个项目文件",
        en: "the folder has no project file “{name}”",
    }
    not_built() { zh: "还有错误，不能生成", en: "it cannot be built: there are errors" }
    cannot_serve(why) { zh: "不能在本机打开网页：{why}", en: "cannot serve a page on this machine: {why}" }
    another_port() { zh: "请用 --port 换一个端口", en: "choose another port with --port" }
    open_in_a_browser(address) {
        zh: "请在浏览器中打开：{address}",
        en: "open in a browser: {address}",
    }
    until_closed() {
        zh: "关闭网页后，程序过一会儿自己结束；也可以按 Ctrl-C 结束",
        en: "it ends a while after the page has been closed, or with Ctrl-C",
    }
    not_a_folder(path) {
        zh: "「{path}」不是文件夹",
        en: "“{path}” is no folder",
    }
    give_its_folder() {
        zh: "请写项目文件所在的文件夹",
        en: "give the folder that the project files are in",
    }
    no_random_numbers() {
        zh: "系统不给随机数，不能安全地打开网页",
        en: "the system gives no random numbers, without which a page cannot be served safely",
    }
}
