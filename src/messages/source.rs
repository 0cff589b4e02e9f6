//! What is said about YAML.

super::messages! {}
