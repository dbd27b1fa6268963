"""Every limit of the API, in one place. An answer is never cut in silence: what is too large is refused."""

PAGE_SIZE_DEFAULT = 20
PAGE_SIZE_MAX = 100
NODES_MAX = 100
FILTER_DEPTH_MAX = 5
FILTER_VALUES_MAX = 100
SEARCH_WORDS_MAX_LENGTH = 200
BODY_MAX_BYTES = 100_000
PATH_MAX_LENGTH = 2000
