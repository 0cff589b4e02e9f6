//! What an institution says about the rules: other levels, and findings that it
//! has looked at and stands by.

use std::sync::atomic::{AtomicBool, Ordering};

use serde::Deserialize;

use super::RULES;
use crate::diag::{Diagnostic, Diagnostics, Level, Span, nearest};
use crate::source::{Node, Spanned, Value, from_node};
use crate::value::Money;

/// The `checks` of a `jixiao.yaml`:
///
/// ```yaml
/// checks:
///   levels: {unit-missing: off, percent-low: error}
///   waive:
///     - {code: cost-at-least, project: 会馆物业, reason: 合同约定的最低服务量}
///   ceiling: 1000万元
/// ```
#[derive(Debug, Default)]
pub struct CheckSettings {
    /// Rules of another level than their own; none where they are off.
    levels: Vec<(&'static str, Option<Level>)>,
    waivers: Vec<Waiver>,
    /// What all projects of a year may ask for together, and where it stands.
    ceiling: Option<(Money, Span)>,
}

/// A finding that is left out for one project, with the reason.
#[derive(Debug)]
struct Waiver {
    code: &'static str,
    project: String,
    used: AtomicBool,
    place: Span,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WaiverSpec {
    code: Spanned<String>,
    project: String,
    reason: Spanned<String>,
}

impl CheckSettings {
    /// Reads the `checks` of a `jixiao.yaml`.
    pub fn read(node: &Node, diagnostics: &mut Diagnostics) -> Self {
        let mut settings = Self::default();
        let Value::Mapping(entries) = &node.value else {
            diagnostics.push(wrong("checks 下面应有 levels 或 waive", &node.span));
            return settings;
        };
        for entry in entries {
            match (entry.key.as_str(), &entry.value.value) {
                ("levels", Value::Mapping(levels)) => {
                    for level in levels {
                        settings.levels.extend(read_level(&level.key, &level.key_span, &level.value, diagnostics));
                    }
                }
                ("waive", Value::Sequence(waivers)) => {
                    settings.waivers.extend(waivers.iter().filter_map(|waiver| read_waiver(waiver, diagnostics)));
                }
                ("ceiling", Value::Scalar { text, .. }) => match Money::parse(text) {
                    Ok(money) => settings.ceiling = Some((money, entry.value.span.clone())),
                    Err(mistake) => diagnostics.push(wrong(mistake.what, &entry.value.span).help(mistake.mend)),
                },
                ("levels", _) => diagnostics.push(wrong("levels 下面应是「规则: 级别」", &entry.value.span)),
                ("waive", _) => diagnostics.push(wrong("waive 下面应是列表", &entry.value.span)),
                (other, _) => diagnostics.push(
                    wrong(format!("不认识的键「{other}」"), &entry.key_span).help("这里可以写：levels、waive、ceiling"),
                ),
            }
        }
        settings
    }

    /// The findings about a project as these settings want them.
    pub fn apply(&self, project: &str, findings: Diagnostics) -> Diagnostics {
        let mut kept = Diagnostics::new();
        for mut finding in findings.sorted() {
            let waiver = self.waivers.iter().find(|waiver| waiver.code == finding.code && waiver.project == project);
            if let Some(waiver) = waiver {
                waiver.used.store(true, Ordering::Relaxed);
                continue;
            }
            match self.levels.iter().find(|(code, _)| *code == finding.code) {
                Some((_, None)) => continue,
                Some((_, Some(level))) => finding.level = *level,
                None => {}
            }
            kept.push(finding);
        }
        kept
    }

    /// The most that all projects of a year may ask for together.
    pub(super) fn ceiling(&self) -> Option<(Money, Span)> {
        self.ceiling.clone()
    }

    /// Waivers for which there was nothing to waive, once all projects have been
    /// checked.
    pub fn unused(&self) -> Diagnostics {
        let mut findings = Diagnostics::new();
        for waiver in self.waivers.iter().filter(|waiver| !waiver.used.load(Ordering::Relaxed)) {
            let what = format!("「{}」没有「{}」可以免去", waiver.project, waiver.code);
            let finding = Diagnostic::warning("unused-waiver", what).at(waiver.place.clone(), "");
            findings.push(finding.help("问题已经改好，或项目名称写错了；请删去这一条"));
        }
        findings
    }
}

fn wrong(what: impl Into<crate::messages::Message>, span: &Span) -> Diagnostic {
    Diagnostic::error("settings", what).at(span.clone(), "")
}

/// The code of a rule by its name.
fn rule(code: &str, span: &Span, diagnostics: &mut Diagnostics) -> Option<&'static str> {
    let found = RULES.iter().find(|rule| rule.code == code).map(|rule| rule.code);
    if found.is_none() {
        let error = wrong(format!("没有检查规则「{code}」"), span);
        diagnostics.push(match nearest(code, RULES.iter().map(|rule| rule.code)) {
            Some(near) => error.help(format!("是否要写 {near}？")),
            None => error.help("运行 jixiao explain 列出全部规则"),
        });
    }
    found
}

fn read_level(
    code: &str,
    code_span: &Span,
    level: &Node,
    diagnostics: &mut Diagnostics,
) -> Option<(&'static str, Option<Level>)> {
    let code = rule(code, code_span, diagnostics)?;
    let word = match &level.value {
        Value::Scalar { text, .. } => text.as_str(),
        _ => "",
    };
    let level_named = match word {
        "off" => None,
        "note" => Some(Level::Note),
        "warning" => Some(Level::Warning),
        "error" => Some(Level::Error),
        _ => {
            diagnostics.push(wrong(format!("「{word}」不是级别"), &level.span).help("可写：off、note、warning、error"));
            return None;
        }
    };
    Some((code, level_named))
}

fn read_waiver(node: &Node, diagnostics: &mut Diagnostics) -> Option<Waiver> {
    let (spec, spans) = match from_node::<WaiverSpec>(node) {
        Ok(read) => read,
        Err(error) => {
            let span = error.span.unwrap_or_else(|| node.span.clone());
            let help = "写成：- {code: 规则, project: 项目名称, reason: 理由}";
            diagnostics.push(wrong(error.message, &span).help(help));
            return None;
        }
    };
    if spec.reason.value.trim().is_empty() {
        diagnostics.push(wrong("免去一条检查要写理由", &spans.of(&spec.reason)));
    }
    let code = rule(&spec.code.value, &spans.of(&spec.code), diagnostics)?;
    Some(Waiver { code, project: spec.project, used: AtomicBool::new(false), place: node.span.clone() })
}
