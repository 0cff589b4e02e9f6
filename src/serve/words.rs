//! What the server of the page says.

jixiao::messages! {
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
    nothing_built() { zh: "还没有生成文件", en: "nothing has been built yet" }
    build_first() { zh: "请先生成", en: "build first" }
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
