//! What is said about projects, their values and indicators.

super::messages! {}
