//! 补助标准、单价与目标、概况里的不同。
//!
//! 目标写“每生每年600元”，指标写 生均补助标准: ≤500元，必有一个错。只看名称有标准、单价（平均的不算），
//! 目标或概况里说同一件事（有两个字相连相同）的每一个多少元只有一个数，并且指标的数在文字里哪里也没有。
//!
//! 例：目标写“按每生每年600元给予补助”，生均补助标准: ≤500元/年
//! 改：改成同一个数。
//!
//! ---
//!
//! A rate of subsidy or a price is not that of the goal or the description.
//!
//! A goal of “每生每年600元” and `生均补助标准: ≤500元` do not go together. Only names with “标准” or
//! “单价” are looked at, and no averages, where the texts have a single rate for the same thing (two
//! characters in a row), and the indicator's nowhere.
//!
//! Example: a goal with “按每生每年600元给予补助”, and `生均补助标准: ≤500元/年`
//! Instead: write the same number.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::reading::{common_run, indicators, mark, outside_brackets, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;
use crate::value::{AMOUNT_UNITS, amounts_in};

const RATES: [&str; 2] = ["标准", "单价"];

/// What names of rates have beside the thing.
const GENERIC: [&str; 8] = ["标准", "单价", "人均", "生均", "户均", "平均", "成本", "年度"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let texts = texts(project);
    let prices: Vec<Price> = texts.iter().flat_map(|(_, text, span)| prices(text, span)).collect();
    let amounts: Vec<Decimal> =
        texts.iter().flat_map(|(_, text, _)| amounts_in(text)).map(|(_, amount)| amount.to_decimal()).collect();
    let mut findings = Vec::new();
    for indicator in indicators(project) {
        let name = outside_brackets(&indicator.name);
        let Some(quantity) = indicator.target.quantity.as_ref().filter(|_| is_rate(&name)) else {
            continue;
        };
        let unit = quantity.unit.split('/').next().unwrap_or_default();
        let yuan = AMOUNT_UNITS.iter().find(|(known, _)| *known == unit).map(|(_, yuan)| Decimal::from(*yuan));
        let Some(own) = yuan.and_then(|yuan| quantity.number.checked_mul(yuan)) else { continue };
        let thing = GENERIC.iter().fold(name.clone(), |name, word| name.replace(word, "，"));
        let about: Vec<&Price> = prices.iter().filter(|price| common_run(&thing, &price.clause) >= 2).collect();
        let named: BTreeSet<Decimal> = about.iter().map(|price| price.amount).collect();
        if let Some(price) = about.first().filter(|_| named.len() == 1 && !amounts.contains(&own)) {
            let what =
                words::text_has_another_price(&price.written, indicator.name.trim(), indicator.target.written.trim());
            let finding =
                Diagnostic::new(Code::PriceDiffers, what).at(indicator.target_span.clone(), Message::default());
            let finding = finding.at(mark(price.span, &price.written), words::in_the_text_number());
            findings.push(finding.help(words::use_one_number()));
        }
    }
    findings
}

fn is_rate(name: &str) -> bool {
    RATES.iter().any(|word| name.contains(word)) && !name.contains("平均")
}

/// An amount for one: 每生每年600元.
struct Price<'a> {
    amount: Decimal,
    written: String,
    clause: String,
    span: &'a Span,
}

/// What texts say that one costs, each in its clause.
fn prices<'a>(text: &str, span: &'a Span) -> Vec<Price<'a>> {
    let clauses = text.split(['，', '。', '；', ';', '、', '：', '\n']);
    clauses
        .filter_map(|clause| {
            let each = clause.rfind('每')?;
            let (place, amount) = amounts_in(&clause[each..]).into_iter().next()?;
            let is_near = clause[each..each + place.start].chars().count() <= 6;
            let written = clause[each..each + place.end].to_owned();
            is_near.then(|| Price { amount: amount.to_decimal(), written, clause: clause.to_owned(), span })
        })
        .collect()
}
