//! Which form a sheet is, and forms as others lay them out.

use crate::common::TEMPLATES;
use jixiao::internals::import::Forms;

use crate::support::{FOREIGN_2026, Sheet, book, foreign_2026, import, import_as, snapshot};

#[test]
fn a_form_of_another_program() {
    let mut about = Sheet::new("说明");
    about.text(1, (1, 1), "填表说明");
    let (imported, findings) = import(&book(vec![foreign_2026(), about, Sheet::new("空")]), &TEMPLATES);
    assert_eq!(imported.len(), 1);
    assert_eq!((imported[0].sheet.as_str(), imported[0].name.as_str()), ("申报表", "社区科普大学"));
    assert_eq!(imported[0].text, FOREIGN_2026);
    // Each cell that has no place is named, and nothing else is.
    snapshot("another-program", &findings);
}

#[test]
fn a_form_of_2019_filled_by_hand() {
    let mut sheet = Sheet::new("表");
    sheet.text(1, (1, 6), "上海市财政支出项目绩效目标申报表");
    sheet.text(2, (1, 6), "(2019年)");
    sheet.text(3, (1, 1), "申报单位名称：");
    sheet.text(3, (2, 6), "示例市天文馆");
    sheet.text(4, (1, 2), "项目名称");
    sheet.text(4, (3, 6), "流动天文台");
    sheet.tall(5, 6, (1, 2), "项目类型");
    sheet.text(5, (3, 6), "市委市政府已确定的新增项目£ 结转项目£ 其他一次性项目£");
    sheet.text(6, (3, 6), "经常性专项业务费£ 其他经常性项目R");
    sheet.text(7, (1, 2), "资金用途");
    sheet.text(7, (3, 6), "□基本建设工程类 □信息化建设类 ■政策补贴类 ☑政府购买服务 □资产购置类 ☑接待费");
    sheet.text(8, (1, 2), "开始时间");
    sheet.number(8, (3, 3), 43466.0, "General");
    sheet.text(8, (4, 5), "结束时间");
    sheet.text(8, (6, 6), "结束日期： 2019年 12 月 31 日");
    sheet.text(9, (1, 2), "保证项目实施的制度及措施");
    sheet.text(9, (3, 6), "财务制度");
    sheet.text(10, (1, 2), "项目总预算\n（元）");
    sheet.number(10, (3, 3), 7_150_000.0, "#,##0.00");
    sheet.text(10, (4, 5), "项目当年预算（元）");
    sheet.text(10, (6, 6), "7,150,000.00");
    sheet.text(11, (1, 2), "同名项目上年预算额（元）");
    sheet.text(11, (3, 3), "/");
    sheet.text(11, (4, 5), "同名项目上年预算执行数（元）");
    sheet.tall(12, 15, (1, 2), "项目当年投入资金构成");
    sheet.text(12, (3, 4), "子项目名称");
    sheet.text(12, (5, 6), "预算金额（元）");
    for (row, (name, amount)) in (13..).zip([("车辆租赁", 3.8e6), ("设备更新", 3.35e6), ("合计", 7.15e6)]) {
        sheet.text(row, (3, 4), name);
        sheet.number(row, (5, 6), amount, "0");
    }
    sheet.text(16, (1, 6), "分解目标");
    for (columns, head) in [((1, 2), "一级指标"), ((3, 3), "二级指标"), ((4, 5), "三级指标"), ((6, 6), "指标目标值")]
    {
        sheet.text(17, columns, head);
    }
    let rows = [
        ("投入和管理目标", "人员投入", "专职人员", "5人"),
        ("", "项目管理", "", ""),
        ("产出目标（50分）", "数量目标", "观测场次\n参与人数", "100场\n约3000人次"),
        ("", "质量目标", "", ""),
        ("影响力目标", "满意度目标", "", "85%"),
        ("其他目标", "其他", "某指标", "1"),
    ];
    for (row, (category, subcategory, name, target)) in (18..).zip(rows) {
        for (columns, text) in [((1, 2), category), ((3, 3), subcategory), ((4, 5), name), ((6, 6), target)] {
            if !text.is_empty() {
                sheet.text(row, columns, text);
            }
        }
    }
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    snapshot("filled-by-hand", &format!("{}\n{findings}", imported[0].text));
}

/// Heads that are spelled differently or printed again, labels with numbers and parts
/// that go on, sums above, dates without marks.
#[test]
fn forms_as_others_lay_them_out() {
    let mut sheet = foreign_2026();
    sheet.put(5, 2, "一、项目名称：");
    sheet.put(6, 2, "2.主管部门");
    sheet.put(7, 8, "20261231");
    sheet.put(12, 7, "年度目标");
    for (column, text) in [(3, "一级指标"), (4, "二级指标"), (5, "三级指标"), (8, "指标值")] {
        sheet.put(18, column, text);
    }
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    let text = &imported[0].text;
    for line in ["项目名称: 社区科普大学", "主管部门: 示例市科学技术协会", "计划完成日期: 2026-12-31"]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!text.contains("项目总目标"), "{text}");
    for indicator in ["讲座场次", "完成及时性", "居民满意度"] {
        assert!(text.contains(indicator), "{indicator}: {text}\n{findings}");
    }
    assert!(!findings.contains("18:"), "{findings}");
}

/// A sheet with two forms, one below the other.
fn two_forms() -> Sheet {
    let mut sheet = Sheet::new("两个");
    for (top, name) in [(1, "甲项目"), (20, "乙项目")] {
        sheet.text(top, (1, 8), "财政项目支出绩效目标表");
        sheet.text(top + 1, (1, 8), "（2021年度）");
        let labels =
            ["项目名称：", "计划开始日期：", "项目概况：", "立项依据：", "项目实施计划：", "项目总预算（元）："];
        for (row, label) in (top + 2..).zip(labels) {
            sheet.text(row, (1, 1), label);
        }
        sheet.text(top + 2, (2, 2), name);
        for (column, head) in (1..).zip(["一级目标", "二级目标", "三级目标", "指标目标值"]) {
            sheet.text(top + 10, (column, column), head);
        }
        for (column, text) in (1..).zip(["产出目标", "数量", name, "=1场"]) {
            sheet.text(top + 11, (column, column), text);
        }
    }
    sheet
}

#[test]
fn forms_below_each_other() {
    let (imported, findings) = import(&book(vec![two_forms()]), &TEMPLATES);
    assert_eq!(findings, "");
    let text =
        |name: &str| format!("年度: 2021\n项目名称: {name}\n绩效指标:\n  产出目标:\n    数量:\n      {name}: =1场\n");
    let texts: Vec<&str> = imported.iter().map(|project| project.text.as_str()).collect();
    assert_eq!(texts, [text("甲项目"), text("乙项目")]);
}

/// What has no place is shown in its own row, whichever form it is in.
#[test]
fn findings_about_forms_below_each_other() {
    let mut sheet = two_forms();
    for (row, remark) in [(12, "甲的备注"), (31, "乙的备注")] {
        sheet.text(row, (7, 7), remark);
    }
    let (_, findings) = import(&book(vec![sheet]), &TEMPLATES);
    for (line, remark) in [("12", "甲的备注"), ("31", "乙的备注")] {
        let shown = findings.lines().find(|shown| shown.starts_with(&format!("{line} |"))).unwrap_or_default();
        assert!(shown.ends_with(remark), "{findings}");
    }
}

/// Forms whose labels are the same are told apart by the year, by where the cost
/// indicators stand, and by how targets are written.
#[test]
fn forms_with_the_same_labels() {
    let sheet = |year: &str, rows: &[(&str, &str, &str, &str)]| {
        let mut sheet = Sheet::new("表");
        sheet.text(1, (1, 8), "财政项目支出绩效目标申报表");
        sheet.text(2, (1, 8), year);
        for (column, text) in (1..).zip(["项目名称", "某项目", "项目性质", "阶段性项目", "项目类别", "特定目标类"])
        {
            sheet.text(3, (column, column), text);
        }
        for (row, labels) in (4..).zip([["主管部门", "实施单位"], ["计划开始日期", "计划完成日期"]])
        {
            sheet.text(row, (1, 1), labels[0]);
            sheet.text(row, (3, 3), labels[1]);
        }
        for (row, label) in (6..).zip(["项目资金总额", "年度资金申请总额", "其中：财政资金", "当年财政拨款"])
        {
            sheet.text(row, (1, 1), label);
        }
        for (column, text) in (1..).zip(["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值"])
        {
            sheet.text(10, (column, column), text);
        }
        for (row, (a, b, c, d)) in (11..).zip(rows) {
            for (column, text) in (2..).zip([a, b, c, d]) {
                sheet.text(row, (column, column), text);
            }
        }
        let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
        let year = imported[0].text.lines().find(|line| !line.starts_with('#')).unwrap_or_default().to_owned();
        (year, findings)
    };
    let plain = [("产出指标", "数量指标", "场次", "100")];
    let under_outputs = [("产出指标", "成本指标", "成本", "5")];
    let on_its_own = [("成本指标", "经济成本指标", "成本", "5")];
    let alone = [("成本指标", "", "成本", "5")];
    let named_alike = [("成本指标", "成本指标", "成本", "5")];
    let composed = [("产出指标", "数量指标", "场次", "≥100.00(场)")];
    for (title, rows, year) in [
        ("（2024年度）", &plain, "年度: 2024"),
        ("(2027年度)", &plain, "年度: 2027"),
        ("", &under_outputs, "年度: 2025"),
        ("", &on_its_own, "年度: 2026"),
        ("", &composed, "年度: 2026"),
        // The form of 2023 to 2025 may have costs as a category.
        ("（2025年度）", &on_its_own, "年度: 2025"),
        ("（2025年度）", &alone, "年度: 2025"),
        ("（2025年度）", &named_alike, "年度: 2025"),
    ] {
        let (found, findings) = sheet(title, rows);
        assert_eq!(found, year, "{title} {rows:?}");
        assert_eq!(findings.contains("form-year"), title.is_empty(), "{findings}");
    }
    let (_, findings) = sheet("（2025年度）", &on_its_own);
    assert!(!findings.contains("没有导入"), "{findings}");
    // The year names the form that the project file goes by, and here it is another.
    let (found, findings) = sheet("（2021年度）", &on_its_own);
    assert_eq!(found, "年度: 2021");
    assert!(findings.contains("表上的年度是 2021，表式却是 2026"), "{findings}");
}

/// A form that does not print its year: its layout counts, and what is uncertain is asked.
#[test]
fn a_form_that_does_not_say_its_year() {
    let read = |first: &str, last: &str| {
        let mut sheet = foreign_2026();
        sheet.put(3, 2, " ");
        sheet.put(4, 2, " ");
        sheet.put(7, 4, first);
        sheet.put(7, 8, last);
        let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
        (imported[0].text.clone(), findings)
    };
    let (text, findings) = read("2024年1月1日", "2026年12月31日");
    assert!(text.starts_with("# 表上没有写年度，下面的年度是推断的，请核对\n年度: 2026\n"), "{text}");
    assert!(findings.contains("表上没有写年度，按表式和起止日期写成「年度: 2026」"), "{findings}");
    assert!(!findings.contains("表式却是"), "{findings}");
    let (text, findings) = read("2026年1月1日", "2026年12月31日");
    assert!(text.starts_with("年度: 2026\n") && !findings.contains("form-year"), "{text}{findings}");
    let (text, findings) = read("2026年1月1日", "2028年12月31日");
    assert!(text.starts_with("# ") && text.contains("年度: 2026\n"), "{text}{findings}");
}

/// Forms that are filled in while a project runs or after it are no applications.
#[test]
fn forms_of_evaluation_and_monitoring() {
    let title = |title: &str| {
        let mut sheet = foreign_2026();
        sheet.put(2, 2, title);
        import(&book(vec![sheet]), &TEMPLATES)
    };
    for name in ["财政项目支出绩效自评表", "预算项目绩效运行监控表"] {
        let (imported, findings) = title(name);
        assert!(imported.is_empty(), "{name}");
        assert!(findings.contains(&format!("上有「{name}」")) && findings.contains("不是申报表"), "{findings}");
    }
    assert_eq!(title("项目绩效目标申报表（附自评材料）").0.len(), 1);
    let mut sheet = foreign_2026();
    sheet.put(14, 11, "实际完成值");
    sheet.text(14, (13, 13), "得分");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert!(imported.is_empty() && findings.contains("上有「实际完成值」"), "{findings}");
}

/// An application that speaks of evaluations is one all the same.
#[test]
fn applications_about_evaluations() {
    for title in ["2026年绩效跟踪项目支出绩效目标申报表", "绩效自评工作经费绩效目标申报表"]
    {
        let mut sheet = foreign_2026();
        sheet.put(2, 2, title);
        let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
        assert_eq!(imported.len(), 1, "{title}: {findings}");
    }
    // What heads an evaluation is the name of an indicator here.
    let mut sheet = foreign_2026();
    sheet.put(16, 5, "预算执行率");
    sheet.put(17, 5, "得分");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert_eq!(imported.len(), 1, "{findings}");
    assert!(imported[0].text.contains("预算执行率: ≥48场"), "{}", imported[0].text);
    // And who says which form it is has the last word.
    let mut sheet = foreign_2026();
    sheet.put(2, 2, "财政项目支出绩效自评表");
    let forms = Forms { asked: Some(TEMPLATES.for_year(2026).expect("a form")), ..Forms::from(&*TEMPLATES) };
    let (imported, findings) = import_as(&book(vec![sheet]), forms);
    assert_eq!(imported.len(), 1, "{findings}");
}

/// A form of evaluation as ministries have it.
fn evaluation(year: &str, category: &str, subcategory: &str) -> Sheet {
    let mut sheet = Sheet::new("自评");
    sheet.text(1, (1, 10), "项目支出绩效自评表");
    sheet.text(2, (1, 10), year);
    sheet.text(3, (1, 3), "项目名称");
    sheet.text(3, (4, 10), "社区科普大学");
    sheet.text(4, (1, 3), "主管部门");
    sheet.text(4, (4, 6), "示例市科学技术协会");
    sheet.text(4, (7, 7), "实施单位");
    sheet.text(4, (8, 10), "示例市社区学院");
    sheet.tall(5, 9, (1, 3), "项目资金\n（万元）");
    for (column, head) in (5..).zip(["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"])
    {
        sheet.text(5, (column, column), head);
    }
    for (row, (label, values)) in (6..).zip([
        ("年度资金总额", ["46", "45", "44.1", "10", "98%", "9.8"]),
        ("其中：当年财政拨款", ["40", "40", "39.5", "—", "98.75%", "—"]),
        ("上年结转资金", ["0", "0", "0", "—", "", "—"]),
        ("其他资金", ["6", "5", "4.6", "—", "92%", "—"]),
    ]) {
        sheet.text(row, (4, 4), label);
        for (column, value) in (5..).zip(values) {
            sheet.text(row, (column, column), value);
        }
    }
    sheet.tall(10, 11, (1, 3), "年度总体目标");
    sheet.text(10, (4, 6), "预期目标");
    sheet.text(10, (7, 10), "实际完成情况");
    sheet.text(11, (4, 6), "举办讲座48场。");
    sheet.text(11, (7, 10), "举办讲座50场。");
    sheet.tall(12, 16, (1, 1), "绩效指标");
    let heads =
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"];
    for (column, head) in (2..).zip(heads) {
        sheet.text(12, (column, column), head);
    }
    for (row, texts) in (13..).zip([
        ["产出指标", "数量指标", "讲座场次", "≥48场", "50场", "20", "20", ""],
        [category, subcategory, "讲座总成本", "≤46万元", "44.1万元", "20", "20", "节约"],
        ["效益指标", "社会效益指标", "科普知晓度", "有所提高", "有所提高", "30", "28", ""],
        ["满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "93%", "10", "10", ""],
    ]) {
        for (column, text) in (2..).zip(texts) {
            sheet.text(row, (column, column), text);
        }
    }
    sheet.text(17, (1, 6), "总分");
    sheet.text(17, (7, 7), "100");
    sheet.text(17, (8, 8), "97.8");
    sheet
}

/// What an evaluation has that an application has too, where that is asked for.
#[test]
fn what_an_evaluation_shares() {
    let (imported, findings) = import(&book(vec![evaluation("（2024年度）", "产出指标", "成本指标")]), &TEMPLATES);
    assert!(imported.is_empty(), "{findings}");
    assert!(findings.contains("上有「项目支出绩效自评表」") && findings.contains("加 --evaluations"), "{findings}");
    let forms = Forms { with_stages: true, ..Forms::from(&*TEMPLATES) };
    let (imported, findings) = import_as(&book(vec![evaluation("（2024年度）", "产出指标", "成本指标")]), forms);
    assert_eq!(imported.len(), 1, "{findings}");
    let wanted = "\
年度: 2024
项目名称: 社区科普大学
主管部门: 示例市科学技术协会
实施单位: 示例市社区学院
年度资金:
  当年财政拨款: 400000
  上年结转资金: 0
  其他资金: 60000
年度总体目标: 举办讲座48场。
绩效指标:
  产出指标:
    数量指标:
      讲座场次: ≥48场
    成本指标:
      讲座总成本: ≤46万元
  效益指标:
    社会效益指标:
      科普知晓度: 有所提高
  满意度指标:
    服务对象满意度指标:
      居民满意度: ≥90%
";
    assert_eq!(imported[0].text, wanted, "{findings}");
    assert!(findings.contains("只取了申报表也有的内容") && !findings.contains("没有导入："), "{findings}");
    // Of a year whose form has none of it, the form that has it is named.
    let (imported, _) = import_as(&book(vec![evaluation("（2021年度）", "产出指标", "成本指标")]), forms);
    assert!(imported[0].text.starts_with("年度: 2021\n表式: 2023\n"), "{}", imported[0].text);
    let (imported, _) = import_as(&book(vec![evaluation("（2026年度）", "成本指标", "经济成本指标")]), forms);
    assert!(imported[0].text.starts_with("年度: 2026\n项目名称"), "{}", imported[0].text);
    // An application beside it stays one.
    let (imported, _) = import_as(&book(vec![foreign_2026()]), forms);
    assert_eq!(imported[0].text, FOREIGN_2026);
}

/// A form of monitoring, with months of its own.
#[test]
fn what_a_form_of_monitoring_shares() {
    let mut sheet = Sheet::new("监控");
    sheet.text(1, (1, 10), "2025年项目支出绩效运行监控表");
    sheet.text(3, (1, 2), "项目名称");
    sheet.text(3, (3, 10), "河道保洁");
    sheet.text(4, (1, 2), "主管部门");
    sheet.text(4, (3, 5), "示例区水务局");
    sheet.text(4, (6, 6), "实施单位");
    sheet.text(4, (7, 10), "示例区河道所");
    sheet.tall(5, 8, (1, 2), "项目资金（万元）");
    for (column, head) in (4..).zip(["年初预算数", "1-6月执行数", "1-6月执行率", "全年预计执行数"])
    {
        sheet.text(5, (column, column), head);
    }
    for (row, (label, values)) in (6..).zip([
        ("年度资金总额", ["30", "14", "46.7%", "30"]),
        ("其中：本年一般公共预算拨款", ["30", "14", "46.7%", "30"]),
        ("其他资金", ["0", "0", "", "0"]),
    ]) {
        sheet.text(row, (3, 3), label);
        for (column, value) in (4..).zip(values) {
            sheet.text(row, (column, column), value);
        }
    }
    sheet.text(9, (1, 2), "年度总体目标");
    sheet.text(9, (3, 10), "保洁河道30公里。");
    let heads = ["一级指标", "二级指标", "三级指标", "年度指标值", "1-6月执行情况", "全年预计完成情况", "备注"];
    sheet.tall(10, 11, (1, 1), "绩效指标");
    for (column, head) in (2..).zip(heads) {
        sheet.text(10, (column, column), head);
    }
    for (column, text) in (2..).zip(["产出指标", "数量指标", "保洁河道长度", "≥30公里", "30公里", "30公里", "全部保洁"])
    {
        sheet.text(11, (column, column), text);
    }
    let bytes = book(vec![sheet]);
    let (imported, findings) = import(&bytes, &TEMPLATES);
    assert!(imported.is_empty() && findings.contains("加 --evaluations"), "{findings}");
    let forms = Forms { with_stages: true, ..Forms::from(&*TEMPLATES) };
    let (imported, findings) = import_as(&bytes, forms);
    assert_eq!(imported.len(), 1, "{findings}");
    let text = &imported[0].text;
    assert!(text.starts_with("年度: 2025\n项目名称: 河道保洁\n"), "{text}");
    assert!(text.contains("年度资金申请总额: 300000") && text.contains("保洁河道长度: ≥30公里\n"), "{text}{findings}");
}
