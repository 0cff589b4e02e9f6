//! What is said about templates.

super::messages! {}
