"""Tools for developers: nothing here runs in a production process."""
