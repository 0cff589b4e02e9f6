//! What the page is answered in words. The page's own are in `assets/words.js`.

crate::messages! {
    no_such_file(name) {
        zh: "文件夹里没有「{name}」这个项目文件",
        en: "the folder has no project file “{name}”",
    }
    not_built() { zh: "还有错误，不能生成", en: "it cannot be built: there are errors" }
    changed_since(path) {
        zh: "「{path}」在别处改过，不能撤销",
        en: "“{path}” was changed elsewhere, so that nothing can be taken back",
    }
    changed_meanwhile(path) {
        zh: "「{path}」刚才又在别处改过，没有动它",
        en: "“{path}” was changed elsewhere just now, and was left alone",
    }
    do_it_again() { zh: "请看一看现在的内容，再做一次", en: "see what it says now, and do it once more" }
    is_another_project(path, name) {
        zh: "「{path}」刚才在别处改过，这里现在不是「{name}」了，没有动它",
        en: "“{path}” was changed elsewhere just now: this is not “{name}” any more, and was left alone",
    }
    change_it_by_hand() { zh: "请直接改成想要的", en: "change it to what it is to say" }
    is_there_again(path) { zh: "已经又有「{path}」了", en: "there is a file “{path}” again" }
    is_there_already(name) { zh: "文件夹里已经有「{name}」了", en: "the folder has a file “{name}”" }
    taken_in() { zh: "放进了文件夹", en: "put into the folder" }
    rename_that() { zh: "请先把它改名", en: "give that another name first" }
    nothing_to_roll(path) {
        zh: "「{path}」里没有可以滚动的项目",
        en: "“{path}” has no project that can be rolled",
    }
}
