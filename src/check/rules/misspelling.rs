//! 常见的错别字。
//!
//! 两种：写在哪里都错的词，如 帐户、布署，可以用 --fix 改正；形近、音近的字用错，原来的两个字不成词，
//! 换了就成（抽捡、抽检），请自己核对。用错的字本身成词的（制定、制订）看不出来。
//!
//! 例：建立资金帐户
//! 改：建立资金账户
//!
//! ---
//!
//! A common slip of the pen.
//!
//! There are two kinds: words that are wrong wherever they stand, such as “帐户” and “布署”, which
//! can be changed with --fix; and two characters that are no word, and are one with another
//! character that looks or sounds alike (“抽捡”, “抽检”), which have to be looked at. A slip that
//! is a word itself is not seen.
//!
//! Example: “建立资金帐户”
//! Instead: “建立资金账户”

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::check::reading::{indicators, is_han, mark, texts};
use crate::check::segment;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// What is written by mistake, with what is meant.
const SLIPS: [(&str, &str); 65] = [
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

/// Characters that are taken for others that look or sound alike, and these.
const TAKEN_FOR: &str = "\
    拱供 膳缮 拆诉 拆折 析折 覆复 复覆 被倍 练炼 炼练 侯候 暑署 署暑 象像 竟竞 竞竟 辩辨 辨辩 篇编 陪培 赔培 裁载 栽载 蜜密 \
    蓝篮 货贷 贷货 侧测 则测 睛晴 晴睛 拔拨 拨拔 历励 厉励 励厉 绝决 捡检 俭检 险检 园圆 圆园 暴爆 燥躁 澡燥 及级 致至 \
    渡度 贯惯 惯贯 付副 恰洽 扬杨 授受 受授 权劝 健建 诚城 未末 末未 己已 喧宣 晌响 仿访 访仿 汛讯 讯汛 迅汛 消销 销消 \
    座坐 坐座 唯维 维唯 枝技 朴补 扑补 抚扶 扶抚 残惨 垃拉 圾级 镜境 境镜 慕募 幕募 募幕 墓幕 帐账 胀账 振震 震振 咨资 \
    姿资 籍藉 藉籍 驰弛 弛驰 驶使 驻注 注驻 住驻 倡唱 畅倡 彩采 采彩 材才 才材 财材 骋聘 聘骋 坪评 称秤 涕梯 悦阅 缓暖 \
    援缓 暖缓 稿搞 搞稿 峻竣 俊竣 骏竣 览揽 揽览 遣谴 谴遣 幸辛 辛幸 绕饶 饶绕 浇绕 肪防 妨防 坊防 芳访 抵低 低抵 哄洪 \
    恭供 贡供 共供 刚岗 纲岗 钢岗 冈岗 徙徒 徒徙 踪综 棕综 宗综 部培 倍培 琐锁 锁琐 哨消 稍消 薄簿 簿薄 傅博 搏博 博搏 \
    弊蔽 蔽弊 敝弊 撤彻 彻撤 澈撤 既即 即既 忌记 迹绩 绩迹 识织 帜织 植殖 殖植 直植 迭叠 谍碟 欠歉 谦歉 嫌赚 赚嫌 僵疆 \
    疆僵 浆桨 桨浆 蒋奖 酱奖 栏拦 拦栏 兑税 悦税 锐税 梭棱 凌陵 陵凌 怜邻 龄铃 铃龄 蔓慢 慢漫 漫慢 尝偿 偿尝 掖液 腋液 \
    夜液 壁璧 璧壁 辟避 避辟 僻避 崇祟 祟崇 沿延 延沿 淹掩 掩淹 慎填 填慎 镇慎 捎梢 招召 绪续 续绪 睹赌 赌睹 堵赌 膏高 \
    撒撤 损捐 捐损 疲疫 疫疲 症证 政证 征证 征症 缴激 激缴 邀激 蹋塌 塌蹋 摸模 模摸 磨摩 摩磨 魔磨 隐稳 稳隐 揣端 喘端 \
    瞻赡 赡瞻 班斑 斑班 嗓噪 噪躁 操躁 唤换 换唤 涣换 焕换 侵浸 浸侵 谜迷";

/// What is so common that it says nothing of its neighbours.
const PLAIN: &str = "\
    的一是在和与对为由自各年月日场次个名人家制类项期四三二两五六七八九十百千万亿及等用以按经从向到无有未不可应需将已还更\
    较最多少大小新老全市区县镇村街校院馆站室所地得了着过其该此本每某第上下中内外前后里间时分元户台套件份部座处条批班级\
    再又也都则即并或但而且如因于至被把使让给比约近达超共合计总数量率度性化例额值位号版型式法器机品物料款费金税权力者\
    员长师生民众方面点线段层体属表单书网做写样";

/// For each character, those that it is taken for.
static MEANT: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut meant: HashMap<char, Vec<char>> = HashMap::new();
    for pair in TAKEN_FOR.split_whitespace() {
        let mut pair = pair.chars();
        if let (Some(wrong), Some(right)) = (pair.next(), pair.next()) {
            meant.entry(wrong).or_default().push(right);
        }
    }
    meant
});

/// Two characters that are no word, and are one with another character that looks or sounds
/// alike, with that: 抽捡, 抽检.
fn slip(text: &str) -> Option<(String, String)> {
    let characters: Vec<char> = text.chars().collect();
    let at = |index: usize| characters.get(index).copied().filter(|c| is_han(*c));
    let is_word = |a: char, b: char| segment::is_word_of_two(&format!("{a}{b}"));
    let others = |c: char| MEANT.get(&c).into_iter().flatten().copied();
    for index in 0..characters.len().saturating_sub(1) {
        let (Some(a), Some(b)) = (at(index), at(index + 1)) else { continue };
        let is_known = MEANT.contains_key(&a) || MEANT.contains_key(&b);
        if !is_known || PLAIN.contains(a) || PLAIN.contains(b) || is_word(a, b) {
            continue;
        }
        let first = others(a).find(|right| is_word(*right, b)).map(|right| format!("{right}{b}"));
        let second = || others(b).find(|right| is_word(a, *right)).map(|right| format!("{a}{right}"));
        let Some(meant) = first.or_else(second) else { continue };
        // 保供献血: each belongs to another word.
        let before = index.checked_sub(1).and_then(at).is_some_and(|before| is_word(before, a));
        let after = at(index + 2).is_some_and(|after| is_word(b, after));
        if !before && !after {
            return Some((format!("{a}{b}"), meant));
        }
    }
    None
}

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let indicators = indicators(project).flat_map(|indicator| {
        [(indicator.name.as_str(), &indicator.span), (indicator.target.written.as_str(), &indicator.target_span)]
    });
    let texts = texts(project).into_iter().map(|(_, text, span)| (text, span)).chain(indicators);
    let mut findings = Vec::new();
    for (text, span) in texts {
        if let Some((word, meant)) = slip(text).filter(|(word, _)| !SLIPS.iter().any(|(slip, _)| slip == word)) {
            let finding = Diagnostic::new(Code::Misspelling, words::may_be_misspelt(&word));
            findings.push(finding.at(mark(span, &word), Message::default()).help(words::is_it(&meant)));
        }
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
