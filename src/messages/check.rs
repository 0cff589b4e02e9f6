//! What is said about what a reviewer would send a form back for.

super::messages! {}
