"""Tools for developers: nothing here runs in production."""
