//! `jixiao` lays out the budget performance-target forms (绩效目标申报表) of
//! Shanghai's public institutions from YAML as PDF and XLSX.
#![doc = ""]

pub mod diag;
pub mod form;
pub mod project;
pub mod source;
pub mod template;
pub mod text;
pub mod value;
