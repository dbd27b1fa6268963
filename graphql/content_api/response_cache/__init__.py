"""Answers from memory, before Django is entered (docs/architecture.md, "A read")."""
