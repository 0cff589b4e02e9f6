//! 单位数乘以数量，与写的总数或申请的资金对不上。
//!
//! 四种情形：目标写“4期，每期60人”，总人数（目标里的或指标里的）却不是240人；写“50台，每台0.8万元，
//! 共45万元”或“50台×0.8万元=45万元”，算错了；子项目名称里写了数量和单价，乘出来不是它的预算；
//! 单价乘以数量超过申请的资金。写了不少于、不超过、约的，按其意思比较。
//!
//! 一句里同一单位的数有几个的、时间长短（每月、每天）不看；几项相加才是总数的看不出来。
//!
//! 例：举办培训班4期，每期60人，全年培训300人
//! 改：全年培训240人，或改期数、每期人数。
//!
//! ---
//!
//! So many times so much is not the total, or more than what is asked for.
//!
//! There are four cases: a goal with “4期，每期60人” whose total, there or in an indicator, is not
//! 240; “50台，每台0.8万元，共45万元” or “50台×0.8万元=45万元”, which is wrong; a sub-project whose name
//! has a number and a price that do not make its budget; a price that makes more than what is
//! asked for. What is said to be at least, at most or about is compared as such.
//!
//! Where a sentence has several numbers of the unit nothing is said, nor of spans of time
//! (“每月”); a total of several products is not understood.
//!
//! Example: “举办培训班4期，每期60人，全年培训300人”
//! Instead: “全年培训240人”, or another number of courses or of people in each.

use rust_decimal::Decimal;

use crate::check::counting::{
    Bound, Count, Each, YUAN, bound, counts, eachs, fold, is_each, is_same_unit, split_multiple, thing,
};
use crate::check::reading::{common_run, indicators, is_han, mark, outside_brackets, role, texts, year_goals};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::{FieldValue, Given, Indicator, Project};
use crate::template::{FieldId, Kind};
use crate::value::{AMOUNT_UNITS, Operator, amounts_in, parse_decimal};

/// What says that a number is a total.
const TOTAL: [&str; 11] = ["共", "合计", "累计", "总计", "小计", "总", "计", "需", "合", "全年", "全部"];

const TIMES: [char; 5] = ['×', '✕', '＊', '*', 'X'];

/// How much more than what is asked for a price that is rounded up may make.
const TOLERANCE: Decimal = Decimal::from_parts(105, 0, 0, false, 2);

/// What is said of all projects alike, and makes no two clauses speak of one thing.
const COMMON: [&str; 8] = ["举办", "开展", "组织", "完成", "全年", "不少于", "不低于", "项目"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (_, text, span) in texts(project) {
        for sentence in sentences(text) {
            findings.extend(formula(&sentence, span));
            findings.extend(in_sentence(&sentence, span));
        }
    }
    findings.extend(in_goals(project));
    findings.extend(sub_projects(project));
    for (text, span) in year_goals(project) {
        for sentence in sentences(text) {
            findings.extend(in_indicators(project, &sentence, span));
        }
    }
    findings.extend(beyond_funds(project));
    findings
}

fn sentences(text: &str) -> Vec<String> {
    text.split(['。', '；', ';', '\n'])
        .map(|sentence| fold(sentence.trim()))
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

/// So many of something, of each of which there is so much.
struct Product {
    count: Count,
    each: Each,
    product: Decimal,
}

/// What a sentence multiplies: for each “每期60人” the only number of 期.
fn products(sentence: &str) -> Vec<Product> {
    let eachs = eachs(sentence);
    let all = counts(sentence);
    let is_free = |count: &Count| !eachs.iter().any(|each| each.place.contains(&count.place.start));
    let free: Vec<&Count> = all.iter().filter(|count| is_free(count)).collect();
    let mut found = Vec::new();
    for each in &eachs {
        let fits = |count: &&&Count| match &each.of {
            Some(of) => count.unit == *of,
            // 50台，单价0.8万元
            None => count.place.end <= each.place.start,
        };
        let of_unit: Vec<&&Count> = free.iter().filter(fits).collect();
        let is_alone = eachs.iter().filter(|other| other.of == each.of && other.unit == each.unit).count() == 1;
        if let ([count], true) = (of_unit.as_slice(), is_alone)
            && let Some(product) = count.number.checked_mul(each.number)
        {
            found.push(Product { count: (**count).clone(), each: each.clone(), product });
        }
    }
    found
}

/// Whether a total is not what was multiplied, by how both are bounded.
fn is_wrong(product: &Product, total: Decimal, of_total: Bound, sentence: &str) -> bool {
    let after = sentence.get(product.count.place.end..).unwrap_or_default();
    let of_count = bound(&product.count.before, after);
    let bounds = [product.each.bound, of_count];
    let has = |wanted: Bound| bounds.contains(&wanted);
    let near = product.product / Decimal::from(5);
    match of_total {
        _ if has(Bound::About) || of_total == Bound::About => (total - product.product).abs() > near,
        _ if has(Bound::AtLeast) && has(Bound::AtMost) => false,
        Bound::AtMost if has(Bound::AtLeast) => total < product.product,
        Bound::AtLeast if has(Bound::AtMost) => total > product.product,
        _ if has(Bound::AtLeast) => total < product.product,
        _ if has(Bound::AtMost) => total > product.product,
        Bound::AtLeast | Bound::AtMost | Bound::Exact | Bound::About => total != product.product,
    }
}

fn last_clause(text: &str) -> &str {
    text.rsplit(['，', '、', '：', ',']).next().unwrap_or_default()
}

/// A total of the sentence itself that is not the product.
fn in_sentence(sentence: &str, span: &Span) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for product in products(sentence) {
        let totals = match product.each.unit == YUAN {
            true => sums_of_money(sentence, &product.each),
            false => totals(sentence, &product),
        };
        let [(total, written, of_total)] = totals.as_slice() else { continue };
        if is_wrong(&product, *total, *of_total, sentence) {
            findings.push(finding(&product, span, written).at(mark(span, written), Message::default()));
        }
    }
    findings
}

/// The totals in the unit of a product: of the same thing, or called so.
fn totals(sentence: &str, product: &Product) -> Vec<(Decimal, String, Bound)> {
    let eachs = eachs(sentence);
    let free = counts(sentence).into_iter().filter(|count| {
        count.unit == product.each.unit
            && count.place != product.count.place
            && !eachs.iter().any(|each| each.place.contains(&count.place.start))
    });
    let about = free.filter(|count| {
        let before = last_clause(&sentence[..count.place.start]);
        let is_called = TOTAL.iter().any(|word| before.trim_end().ends_with(word));
        is_called || is_of_one_thing(before, &product.count.clause) && !is_each(before)
    });
    about
        .map(|count| {
            let before = last_clause(&sentence[..count.place.start]);
            (count.number, count.written.clone(), bound(before, &sentence[count.place.end..]))
        })
        .collect()
}

/// Whether two clauses speak of one thing.
fn is_of_one_thing(a: &str, b: &str) -> bool {
    let plain = |text: &str| COMMON.iter().fold(text.to_owned(), |text, word| text.replace(word, "，"));
    common_run(&plain(a), &plain(b)) >= 2
}

/// The amounts behind a price that are called totals.
fn sums_of_money(sentence: &str, each: &Each) -> Vec<(Decimal, String, Bound)> {
    let amounts = amounts_in(sentence).into_iter().filter(|(place, _)| place.start >= each.place.end);
    let called = amounts.filter(|(place, _)| {
        let before = last_clause(&sentence[..place.start]).trim_end();
        let before = before.trim_end_matches(['约', '为']);
        TOTAL.iter().any(|word| before.ends_with(word)) || before.ends_with("需要") || before.ends_with("经费")
    });
    called
        .map(|(place, amount)| {
            let before = last_clause(&sentence[..place.start]);
            let written = sentence[place.clone()].to_owned();
            (amount.to_decimal(), written, bound(before, &sentence[place.end..]))
        })
        .collect()
}

/// 每场约500人 in the description, and 演出80场，观众40万人次 in the goal.
fn in_goals(project: &Project) -> Vec<Diagnostic> {
    let goals = year_goals(project);
    let mut findings = Vec::new();
    for (_, text, span) in texts(project) {
        for product in sentences(text).iter().flat_map(|sentence| products(sentence)) {
            if !is_people(&product.each.unit) {
                continue;
            }
            for (goal, place) in &goals {
                for sentence in sentences(goal) {
                    let all = counts(&sentence);
                    let same =
                        |count: &&Count| count.number == product.count.number && count.unit == product.count.unit;
                    let people: Vec<&Count> = all.iter().filter(|count| is_people(&count.unit)).collect();
                    if let ([total], Some(_), true) =
                        (people.as_slice(), all.iter().find(same), eachs(&sentence).is_empty())
                        && is_audience(&total.before)
                        && is_wrong(
                            &product,
                            total.number,
                            bound(&total.before, &sentence[total.place.end..]),
                            &sentence,
                        )
                    {
                        let finding = finding(&product, span, &total.written);
                        findings.push(finding.at(mark(place, &total.written), Message::default()));
                    }
                }
            }
        }
    }
    findings
}

fn is_people(unit: &str) -> bool {
    ["人", "人次", "名"].contains(&unit)
}

/// Whether people are those whom all of what is multiplied reaches.
fn is_audience(before: &str) -> bool {
    ["观众", "听众", "参加", "参与", "服务", "受众", "覆盖", "惠及", "接待"].iter().any(|word| before.contains(word))
}

/// Units that count anything: of two numbers in one of them, the names tell what they count.
const ANYTHING: [&str; 3] = ["个", "项", "件"];

/// What an each is of: 指标 of 每名学生监测8个指标.
fn behind<'s>(sentence: &'s str, each: &Each) -> &'s str {
    sentence.get(each.place.end..).unwrap_or_default().split(['，', '、', '：', ',', '（']).next().unwrap_or_default()
}

/// A total in an indicator that is not the product of the goal.
fn in_indicators(project: &Project, sentence: &str, span: &Span) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for product in products(sentence).into_iter().filter(|product| product.each.unit != YUAN) {
        // What the goal says itself is compared with the indicator by `goal-numbers`.
        if !totals(sentence, &product).is_empty() {
            continue;
        }
        for indicator in indicators(project) {
            let Some((number, of_total)) = number_of(indicator, &product.each.unit) else { continue };
            let name = outside_brackets(&indicator.name);
            let is_total = ["人数", "人次", "数", "量"].iter().any(|end| name.trim().ends_with(end));
            let about =
                [&product.count.clause, &product.each.clause].into_iter().any(|it| is_of_one_thing(thing(&name), it))
                    && (!ANYTHING.contains(&product.each.unit.as_str())
                        || is_of_one_thing(&name, behind(sentence, &product.each)));
            if is_total && about && !is_each(&name) && is_wrong(&product, number, of_total, sentence) {
                let written = indicator.target.written.trim();
                let finding = finding(&product, span, written);
                findings.push(finding.at(indicator.target_span.clone(), Message::default()));
            }
        }
    }
    findings
}

/// The number of an indicator in a unit, and how its sign bounds it.
fn number_of(indicator: &Indicator, wanted: &str) -> Option<(Decimal, Bound)> {
    let quantity = indicator.target.quantity.as_ref()?;
    let (factor, unit) = split_multiple(&quantity.unit);
    let bound = match quantity.operator {
        None | Some(Operator::Equal) => Bound::Exact,
        Some(Operator::AtLeast | Operator::Greater) => Bound::AtLeast,
        Some(Operator::AtMost | Operator::Less) => Bound::AtMost,
    };
    let is_wanted = unit == wanted || is_people(unit) && is_people(wanted);
    Some((quantity.number.checked_mul(factor).filter(|_| is_wanted)?, bound))
}

fn finding(product: &Product, span: &Span, total: &str) -> Diagnostic {
    let (count, each) = (&product.count.written, &product.each.written);
    let what = words::product_differs(count, each, shown(product.product, &product.each.unit), total);
    let finding = Diagnostic::new(Code::ProductDiffers, what).at(mark(span, each), Message::default());
    finding.at(mark(span, count), Message::default()).help(words::check_the_factors())
}

/// A number with its unit; amounts in 万元, where they are large.
fn shown(number: Decimal, unit: &str) -> String {
    let ten_thousand = Decimal::from(10_000);
    match unit == YUAN && number >= ten_thousand {
        true => format!("{}万元", (number / ten_thousand).normalize()),
        false => format!("{}{unit}", number.normalize()),
    }
}

/// What a formula multiplies: 50台×0.8万元, with what may follow it.
struct Formula<'a> {
    factors: [&'a str; 2],
    product: Decimal,
    /// [`YUAN`], where one of the factors is an amount.
    unit: &'static str,
    /// Behind the sign of equality.
    total: Option<&'a str>,
}

impl<'a> Formula<'a> {
    /// The first formula of two factors in a sentence.
    fn of(sentence: &'a str) -> Option<Self> {
        let (at, sign) = sentence.char_indices().find(|(_, c)| TIMES.contains(c))?;
        let left = last_clause(&sentence[..at]).trim();
        let left = &left[left.find(|c: char| c.is_ascii_digit())?..];
        let rest = &sentence[at + sign.len_utf8()..];
        let rest = &rest[..rest.find(['，', '、', '（', '(', '）', ')']).unwrap_or(rest.len())];
        let (right, total) = rest.split_once('=').map_or((rest, None), |(right, total)| (right, Some(total.trim())));
        let product = amount_or_number(left)?.checked_mul(amount_or_number(right.trim())?)?;
        let is_amount = [left, right].into_iter().any(|factor| !amounts_in(factor).is_empty());
        let unit = if is_amount { YUAN } else { "" };
        (!right.contains(TIMES)).then_some(Self { factors: [left, right.trim()], product, unit, total })
    }

    fn finding(&self, total: &str, place: Span) -> Diagnostic {
        let [left, right] = self.factors;
        let what = words::product_differs(left, right, shown(self.product, self.unit), total);
        Diagnostic::new(Code::ProductDiffers, what).at(place, Message::default()).help(words::check_the_factors())
    }
}

/// A formula whose total is wrong: 50台×0.8万元=45万元.
fn formula(sentence: &str, span: &Span) -> Option<Diagnostic> {
    let formula = Formula::of(sentence)?;
    let total = formula.total?;
    let number = amount_or_number(total)?;
    // Of 50×0.8万元=40 the 万元 is understood.
    let is_right = [1, 10_000].into_iter().any(|unit| number.checked_mul(Decimal::from(unit)) == Some(formula.product));
    (!is_right).then(|| formula.finding(total, mark(span, total)))
}

/// The amount in yuan with which a text begins, or the number of other things.
fn amount_or_number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let amount = amounts_in(text).into_iter().next().filter(|(place, _)| place.start == 0);
    let number = || counts(text).into_iter().next().filter(|count| count.place.start == 0).map(|count| count.number);
    amount.map(|(_, amount)| amount.to_decimal()).or_else(number).or_else(|| {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
        parse_decimal(&text[..end])
    })
}

/// Sub-projects whose name says how many there are at which price.
fn sub_projects(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (index, field) in project.template.fields.iter().enumerate() {
        let (Kind::Table(columns), Some(FieldValue::Records(records))) =
            (&field.kind, project.get(FieldId(index)).map(|given| &given.value))
        else {
            continue;
        };
        let Some(budget) = columns.iter().position(|column| matches!(column.kind, Kind::Money(_))) else { continue };
        for record in records {
            let Some(given) = &record.values[budget] else { continue };
            let (Some(amount), Some(place)) = (given.value.number(), &given.span) else { continue };
            for value in record.values.iter().flatten() {
                if let Given { value: FieldValue::Text(text), span: Some(span) } = value {
                    let text = fold(text.trim());
                    if let Some(formula) = Formula::of(&text).filter(|it| it.unit == YUAN && it.total.is_none())
                        && formula.product != amount
                    {
                        findings
                            .push(formula.finding(place.text(), place.clone()).at(span.clone(), Message::default()));
                        continue;
                    }
                    let multiplied = products(&text);
                    let [product] = multiplied.as_slice() else { continue };
                    if product.each.unit == YUAN && is_wrong(product, amount, Bound::Exact, &text) {
                        findings.push(finding(product, span, place.text()).at(place.clone(), Message::default()));
                    }
                }
            }
        }
    }
    findings
}

/// The price of one that makes more than all that is asked for.
fn beyond_funds(project: &Project) -> Vec<Diagnostic> {
    let funds = [role(project, |roles| roles.amount), role(project, |roles| roles.total)];
    let funds = funds.into_iter().flatten().filter_map(|given| Some((given.value.number()?, given.span.as_ref())));
    let Some((most, place)) = funds.max_by_key(|(amount, _)| *amount).filter(|(amount, _)| !amount.is_zero()) else {
        return Vec::new();
    };
    let goals = year_goals(project);
    let mut findings = Vec::new();
    let mut add = |count: &str, price: &str, product: Decimal, at: Span, other: Option<Span>| {
        // Prices are rounded up.
        if product <= most * TOLERANCE {
            return;
        }
        let what = words::product_beyond_funds(count, price, shown(product, YUAN), shown(most, YUAN));
        let mut finding = Diagnostic::new(Code::ProductDiffers, what).at(at, Message::default());
        if let Some(other) = other {
            finding = finding.at(other, Message::default());
        }
        if let Some(place) = place {
            finding = finding.at(place.clone(), words::amount_asked_for());
        }
        findings.push(finding.help(words::check_price_and_number()));
    };
    for (text, span) in &goals {
        for product in sentences(text).iter().flat_map(|sentence| products(sentence)) {
            if product.each.unit == YUAN && product.each.bound != Bound::AtLeast {
                let (count, each) = (&product.count.written, &product.each.written);
                add(count, each, product.product, mark(span, each), Some(mark(span, count)));
            }
        }
    }
    let counted = counted(project, &goals);
    for indicator in indicators(project) {
        let Some((price, of)) = price(indicator) else { continue };
        let name = outside_brackets(&indicator.name);
        let of_unit = || counted.iter().filter(|(_, _, unit, ..)| is_same_unit(unit, &of) && *unit != "次");
        let about = || of_unit().filter(|(what, ..)| is_of_one_thing(what, &name) && !is_of_a_part(&name, what));
        let mut numbers: Vec<Decimal> = about().map(|(_, number, ..)| *number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        // 400万元 for a square metre is too much of any area.
        let all = || counted.iter().filter(|(_, number, unit, ..)| *unit == of && *number > Decimal::ONE);
        let product = |number: &Decimal| number.checked_mul(price).unwrap_or(Decimal::MAX);
        if let Some((_, number, _, written, place)) = all().min_by_key(|(_, number, ..)| *number)
            && product(number) / Decimal::TEN > most
        {
            let target = unsigned(&indicator.target.written);
            let at = indicator.target_span.clone();
            add(unsigned(written), target, product(number), at, Some(place.clone()));
            continue;
        }
        let [number] = numbers.as_slice() else { continue };
        let Some((_, _, _, written, place)) = about().find(|(_, other, ..)| other == number) else { continue };
        if let Some(product) = number.checked_mul(price) {
            add(
                unsigned(written),
                unsigned(&indicator.target.written),
                product,
                indicator.target_span.clone(),
                Some(place.clone()),
            );
        }
    }
    findings
}

/// What names of prices have beside the thing.
const OF_PRICES: [&str; 12] =
    ["成本", "费用", "单价", "标准", "价格", "费", "人均", "户均", "平均", "单位", "补贴", "补助"];

/// Whether a price is that of a part only of what is counted: 县道养护 of 养护里程.
fn is_of_a_part(price: &str, what: &str) -> bool {
    let thing = OF_PRICES.iter().fold(price.to_owned(), |thing, word| thing.replace(word, "，"));
    let thing = thing.trim_start_matches('每').trim_start_matches(['，', '年']);
    let first: String = thing.chars().take(2).collect();
    first.chars().all(is_han)
        && first.chars().count() == 2
        && !what.contains(&first)
        && thing.chars().count() >= 4
        && what.contains(&thing.chars().skip(2).take(2).collect::<String>())
}

/// A target without its sign.
fn unsigned(target: &str) -> &str {
    target.trim().trim_start_matches(['≥', '≤', '=', '>', '<', '＝']).trim_start()
}

/// What the goals and the indicators count: of what, how many, the unit, as written, where.
fn counted(project: &Project, goals: &[(&str, &Span)]) -> Vec<(String, Decimal, String, String, Span)> {
    let mut found = Vec::new();
    for (text, span) in goals {
        let eachs = eachs(text);
        for count in counts(text) {
            if !eachs.iter().any(|each| each.place.contains(&count.place.start)) {
                let place = mark(span, &count.written);
                found.push((count.clause, count.number, count.unit, count.written, place));
            }
        }
    }
    for indicator in indicators(project).filter(|indicator| !is_each(&indicator.name)) {
        let Some(quantity) = &indicator.target.quantity else { continue };
        let (factor, unit) = split_multiple(&quantity.unit);
        if let Some(number) = quantity.number.checked_mul(factor) {
            let written = indicator.target.written.trim().to_owned();
            let name = indicator.name.clone();
            found.push((name, number, unit.to_owned(), written, indicator.target_span.clone()));
        }
    }
    found
}

/// The price of one that an indicator says, in yuan, and of which unit it is.
fn price(indicator: &Indicator) -> Option<(Decimal, String)> {
    let quantity = indicator.target.quantity.as_ref()?;
    if matches!(quantity.operator, Some(Operator::AtLeast | Operator::Greater)) {
        return None;
    }
    let (money, of) = quantity.unit.split_once('/').unwrap_or((&quantity.unit, ""));
    let (_, yuan) = AMOUNT_UNITS.iter().find(|(unit, _)| *unit == money)?;
    let number = quantity.number.checked_mul(Decimal::from(*yuan))?;
    let named = || {
        let name = outside_brackets(&indicator.name);
        eachs(&format!("{name}1元")).into_iter().find_map(|each| each.of)
    };
    let of = if of.is_empty() { named()? } else { of.to_owned() };
    Some((number, of))
}
