//! What is said about the command line.

super::messages! {}
