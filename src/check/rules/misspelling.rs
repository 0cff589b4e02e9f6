//! 常见的错别字。
//!
//! 只认一些不会用错地方的词，如 帐户、布署、复盖、其它写法一律不查。可以用 --fix 改正。
//!
//! 例：建立资金帐户
//! 改：建立资金账户
//!
//! ---
//!
//! A common slip of the pen.
//!
//! Only some words are known that are wrong wherever they stand, such as “帐户”, “布署” and
//! “复盖”; no other slips are seen. They can be changed with --fix.
//!
//! Example: “建立资金帐户”
//! Instead: “建立资金账户”

use crate::check::reading::{indicators, mark, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// What is written by mistake, with what is meant.
const SLIPS: [(&str, &str); 66] = [
    ("帐户", "账户"),
    ("帐目", "账目"),
    ("台帐", "台账"),
    ("入帐", "入账"),
    ("记帐", "记账"),
    ("专帐", "专账"),
    ("建帐", "建账"),
    ("对帐", "对账"),
    ("帐务", "账务"),
    ("布署", "部署"),
    ("按装", "安装"),
    ("定单", "订单"),
    ("签定", "签订"),
    ("人材", "人才"),
    ("图象", "图像"),
    ("录象", "录像"),
    ("摄象", "摄像"),
    ("座标", "坐标"),
    ("座落", "坐落"),
    ("坐谈会", "座谈会"),
    ("既使", "即使"),
    ("登陆系统", "登录系统"),
    ("登陆平台", "登录平台"),
    ("登陆网站", "登录网站"),
    ("复盖", "覆盖"),
    ("园满", "圆满"),
    ("迫不急待", "迫不及待"),
    ("再接再励", "再接再厉"),
    ("一如继往", "一如既往"),
    ("因地治宜", "因地制宜"),
    ("按步就班", "按部就班"),
    ("相辅相承", "相辅相成"),
    ("穿流不息", "川流不息"),
    ("默守成规", "墨守成规"),
    ("重迭", "重叠"),
    ("竟争", "竞争"),
    ("竟赛", "竞赛"),
    ("竟聘", "竞聘"),
    ("松驰", "松弛"),
    ("训炼", "训练"),
    ("锻练", "锻炼"),
    ("提练", "提炼"),
    ("编篡", "编纂"),
    ("供献", "贡献"),
    ("防犯", "防范"),
    ("以经", "已经"),
    ("监侧", "监测"),
    ("检侧", "检测"),
    ("预则", "预测"),
    ("侧评", "测评"),
    ("侯选", "候选"),
    ("时侯", "时候"),
    ("气侯", "气候"),
    ("综和", "综合"),
    ("部份", "部分"),
    ("水份", "水分"),
    ("成份", "成分"),
    ("做为", "作为"),
    ("陪训", "培训"),
    ("陪养", "培养"),
    ("分辩率", "分辨率"),
    ("辩识", "辨识"),
    ("膨涨", "膨胀"),
    ("震憾", "震撼"),
    ("反应群众", "反映群众"),
    ("截止目前", "截至目前"),
];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let indicators = indicators(project).flat_map(|indicator| {
        [(indicator.name.as_str(), &indicator.span), (indicator.target.written.as_str(), &indicator.target_span)]
    });
    let texts = texts(project).into_iter().map(|(_, text, span)| (text, span)).chain(indicators);
    let mut findings = Vec::new();
    for (text, span) in texts {
        for (slip, meant) in SLIPS.iter().filter(|(slip, _)| text.contains(slip)) {
            let place = mark(span, slip);
            let finding =
                Diagnostic::new(Code::Misspelling, words::misspelt(slip)).at(place.clone(), Message::default());
            let finding = finding.help(words::write_instead(meant));
            findings.push(if place.text() == *slip { finding.fix(place, *meant) } else { finding });
        }
    }
    findings
}
