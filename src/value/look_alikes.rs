//! Characters that look like Chinese characters and are others: what a PDF gives for
//! 目 when it is copied may be the radical ⽬.
//!
//! The tables are Unicode's (15.0): NFKC for the compatibility ideographs and the Kangxi
//! radicals; its `Equivalent_Unified_Ideograph` for the other radicals, which NFKC
//! leaves alone, ⻚ and ⻔ among them. Two stand as they are written in mainland China: 户
//! and 青.

/// The ideograph that a radical (U+2E80 to U+2FDF) or a compatibility ideograph (U+F900
/// to U+FAFF) looks like, or the mark that one of half its width does (U+FF61 to U+FF65).
/// What has a meaning of its own, such as ㎡ or ①, looks like nothing else.
pub fn look_alike(character: char) -> Option<char> {
    let (table, first) = match character {
        '\u{FF61}'..='\u{FF65}' => (HALF_MARKS, 0xFF61),
        '\u{2E80}'..='\u{2FD5}' => (RADICALS, 0x2E80),
        '\u{F900}'..='\u{FAFF}' => (COMPATIBLE, 0xF900),
        _ => return None,
    };
    table.chars().nth((character as u32 - first) as usize).filter(|ideograph| *ideograph != NONE)
}

/// A text with the characters that were meant.
pub fn fold_look_alikes(text: &str) -> String {
    text.chars().map(|c| look_alike(c).unwrap_or(c)).collect()
}

/// Where there is none in a table.
const NONE: char = '・';

/// The marks of U+FF61 to U+FF65, in this order.
const HALF_MARKS: &str = "。「」、\u{B7}";

/// The ideographs of U+2E80 to U+2FD5, in this order.
const RADICALS: &str = "\
    ・厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵・旡日月歺母民氵氺灬爫爫丬牛\
    犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑\
    钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟・・・・\
    ・・・・・・・・一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土\
    士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日\
    曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石\
    示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕\
    豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯\
    鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠\
    ";

/// The ideographs of U+F900 to U+FAFF, in this order.
const COMPATIBLE: &str = "\
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟\
    廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累\
    縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮\
    兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈\
    裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉\
    杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘\
    藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀・・塚・晴・・凞猪益\
    礼神祥福靖精羽・蘒・諸・・逸都・・・飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎\
    懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸\
    難響頻恵𤋮舘・・並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒\
    敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆\
    視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎・・・・・・\
    ・・・・・・・・・・・・・・・・・・・・・・・・・・・・・・・・\
    ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole() {
        assert_eq!((RADICALS.chars().count(), COMPATIBLE.chars().count()), (0x156, 0x200));
        let ends = ['\u{2E81}', '\u{2FD5}', '\u{F900}', '\u{FAD9}'].map(look_alike);
        assert_eq!(ends, [Some('厂'), Some('龠'), Some('豈'), Some('龎')]);
        assert_eq!(fold_look_alikes("项⽬⻚⻔⾦凉"), "项目页门金凉");
        assert_eq!(['\u{2E9A}', '\u{FA0E}', '目', 'a', '㎡', '①'].map(look_alike), [None; 6]);
        assert_eq!(fold_look_alikes("｢甲｣､乙･丙｡"), "「甲」、乙·丙。");
    }
}
