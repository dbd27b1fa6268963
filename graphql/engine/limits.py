"""Every limit of the API, in one place. An answer is never cut in silence: what is too large is refused."""

PAGE_SIZE_DEFAULT = 20
PAGE_SIZE_MAX = 100
NODES_MAX = 100
FILTER_DEPTH_MAX = 5
FILTER_VALUES_MAX = 100
SEARCH_WORDS_MAX_LENGTH = 200
SEARCH_BEGINNINGS_MAX = 10
# Of each language, how many texts are ranked that have the words in their title, and how many that have them anywhere.
SEARCH_RANKED_MAX = 200
# How many are looked at for that, of which some are hidden, or of other kinds than those asked for: then more
SEARCH_LOOKED_AT_MAX = 400
SEARCH_NARROWED_MAX = 4_000
# Letters of the piece of text in which found words are shown
HIGHLIGHT_LENGTH = 220
# How many of a question's words are guessed anew, and among how many words that are like each
SUGGESTED_WORDS_MAX = 5
SUGGESTIONS_MAX = 10
# What search engines take of one file: addresses, and 50 MB, which so many addresses in all languages stay below
SITEMAP_ADDRESSES_MAX = 50_000
SITEMAP_LINKS_MAX = 250_000
# How many are read at a time
SITEMAP_ROWS = 1_000
# Half the way around the earth.
NEAR_KILOMETRES_MAX = 20_000
BODY_MAX_BYTES = 100_000
# Of the query string of a GET. The server itself refuses addresses from 65,535 bytes on, without a word.
ADDRESS_MAX_BYTES = 60_000
PATH_MAX_LENGTH = 2000

# Of a request
QUERY_MAX_BYTES = 20_000
# Lists and objects within each other, in variables and in arguments. The deepest filter takes 12.
INPUT_DEPTH_MAX = 32
# Objects in the variables, and in the arguments of a document: each part of a filter is one, and a condition in SQL.
INPUT_OBJECTS_MAX = 30
# Variables, entries of their lists and fields of their objects. The words of a document bound its arguments.
INPUT_VALUES_MAX = 1_000

# Of a document, whatever it asks
TOKENS_MAX = 2_000
OPERATIONS_MAX = 10
DIRECTIVES_MAX = 50
ALIASES_MAX = 50
# With fragments in the place of their names, in each operation
DEPTH_MAX = 15
ROOT_FIELDS_MAX = 20
FIELDS_MAX = 2_000
# Pairs of fields that share a name at one place: validation compares each of a pair with the other.
MERGES_MAX = 1_000
# Of a document, and of its variables
VALIDATION_ERRORS_MAX = 5

# Of the objects that an answer may hold at most
COST_MAX = 10_000
# What a list without pages is taken to hold.
LIST_WEIGHT = 5
LIST_WEIGHTS = {
    "Query.municipalities": 310,
    "Query.regions": 20,
    "Query.wellbeingCounties": 25,
    "Body.representations": 20,
    # The standard introspection query fits once.
    "__Schema.types": 60,
    "__Schema.directives": 5,
    "__Type.fields": 5,
    "__Type.inputFields": 1,
    "__Type.interfaces": 1,
    "__Type.possibleTypes": 1,
    "__Type.enumValues": 1,
    "__Field.args": 1,
    "__Directive.args": 1,
}

# Of an answer
RESPONSE_MAX_BYTES = 5_000_000
STATEMENT_MAX_MILLISECONDS = 3_000
# Of a database that does not answer at all: to begin with, and when a statement should have been given up by itself
BEGIN_MAX_SECONDS = 1.5
STATEMENT_CUT_SECONDS = 3.5

# Of what a process remembers: tokens of prepared documents, 700 bytes each; letters of documents sent with a hash
PREPARED_MAX_TOKENS = 60_000
PERSISTED_MAX_LETTERS = 5_000_000

# Of a client, in points: what a question costs, and these on top.
RATE_SECONDS = 60
RATE_CLIENTS_MAX = 10_000
REQUEST_POINTS = 10
# For a document that is not remembered: it is parsed and checked first.
DOCUMENT_POINTS = 500

# Of a process: how many questions wait for their turn to be computed, and how long
WAITING_MAX = 16
WAIT_MAX_SECONDS = 1.0
# Readers who wait for an answer that another one has asked for already. Each holds one of the server's threads.
FOLLOWERS_MAX = 16
# Of bodies. Those that came with their headers are read at once, by so many threads; each other has a thread of its own
# until it is there or its connection ends, of so many in a process and of one client.
PROMPT_BODIES_MAX = 8
BODIES_MAX = 48
BODIES_OF_A_CLIENT_MAX = 16
# So much must come in so many seconds: less than the slowest line of a telephone brings.
BODY_CHUNK_BYTES = 8_192
BODY_CHUNK_SECONDS = 10
# Kept in memory; more in a file, up to the largest that an editor may upload.
BODY_IN_MEMORY_BYTES = 1_000_000
UPLOAD_MAX_BYTES = 200_000_000

# Of the server, beside GRAPHQL_CONCURRENCY: threads that wait, and a few for what is in memory, which never does.
WAITING_THREADS = WAITING_MAX + FOLLOWERS_MAX + PROMPT_BODIES_MAX + BODIES_MAX + 4

FILTER_TEXT_MAX_LENGTH = 255
CURSOR_MAX_LENGTH = 2000
# What processes keep of questions. Of a plan, a field takes about a kilobyte, and so does a token of its document.
PLANS_MAX_WEIGHT = 60_000
KEPT_FILTER_MAX_LENGTH = 2000
# Querysets that are kept compiled, about 8 kB each, and the choices of columns that they are made from
STATEMENTS_MAX = 1_000
# Of these, how many a connection keeps prepared: each takes 300 kB of the server's memory, so 40 MB in all. One that is
# not run for so long makes room for another.
PREPARED_MAX = 128
PREPARED_UNUSED_SECONDS = 60.0
# Of the arguments of a plan's field, made from variables
KEPT_ARGUMENTS_MAX = 4
KEPT_ARGUMENTS_MAX_LENGTH = 500
# Before so many runs a statement is likely to be asked once and never again: it is not prepared.
PREPARED_AFTER_RUNS = 5
# Letters of a statement whose tags are remembered.
TAGGED_STATEMENT_MAX_LENGTH = 20_000

# Of the response cache: of its memory, what is for answers nobody has asked for twice. A flood of ever new questions
# fills this part alone.
SHARE_OF_NEW_ANSWERS = 0.2
# How often an answer that was asked for passes by when room is made.
TURNS_OF_ANSWER = 3
KEPT_ANSWER_MAX_BYTES = 2_000_000
# Ways of asking (raw Accept-Encoding fields, HEAD) that are kept for one answer.
FORMS_OF_ANSWER = 12
# Browsers send forty letters. What is kept beside an answer must not be what a client makes of it.
ACCEPT_ENCODING_MAX_LENGTH = 200
# Smaller bodies fit in one packet as they are.
ENCODED_MIN_BYTES = 1_000
# Proxies give a few kilobytes of memory to all of an answer's headers.
SURROGATE_KEY_MAX_LENGTH = 2_000
# More than arrive while the slowest answer is computed; what is older counts as a change of everything.
CHANGES_REMEMBERED = 4_096
# Who waits for an answer that another one has asked for: longer than the slowest takes, whose statements are cut off.
FOLLOWING_MAX_SECONDS = 10.0
# Of what one change made old, how many are computed again, the most asked for first; how many wait for it in all; and
# the pause between two computations, so that readers come first.
WARMED_PER_CHANGE = 8
WARMING_WAITING_MAX = 32
WARMING_PAUSE_SECONDS = 0.005
