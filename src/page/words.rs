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
    changed_since(path) {
        zh: "「{path}」在别处改过，不能撤销",
        en: "“{path}” was changed elsewhere, so that nothing can be taken back",
    }
    change_it_by_hand() { zh: "请直接改成想要的", en: "change it to what it is to say" }
    is_there_again(path) { zh: "已经又有「{path}」了", en: "there is a file “{path}” again" }
    rename_that() { zh: "请先把它改名", en: "give that another name first" }
    nothing_built() { zh: "还没有生成文件", en: "nothing has been built yet" }
    build_first() { zh: "请先生成", en: "build first" }
    nothing_to_roll(path) {
        zh: "「{path}」里没有可以滚动的项目",
        en: "“{path}” has no project that can be rolled",
    }
    not_whole(path) { zh: "「{path}」不是完整的路径", en: "“{path}” is no whole path" }
    write_it_whole() {
        zh: "请从根目录写起，例如 C:\\申报\\2027 或 ~/申报/2027",
        en: "write it from the root on, such as C:\\申报\\2027 or ~/申报/2027",
    }
    no_random_numbers() {
        zh: "系统不给随机数，不能安全地打开网页",
        en: "the system gives no random numbers, without which a page cannot be served safely",
    }
}
