"use strict";

const question = `# The newest news, each in the best of your languages. Ctrl-Space completes, Ctrl-Enter asks.
query Newest {
  newsArticles(locales: ["ru", "en", "fi"], first: 5) {
    nodes {
      title
      path
      ingress
      language { served status isStale }
    }
  }
}
`;

// An address with a question, as `?query=…&variables=…`, opens the page with it.
const given = new URLSearchParams(location.search);

ReactDOM.createRoot(document.getElementById("explorer")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: location.pathname }),
    defaultQuery: question,
    query: given.get("query") ?? undefined,
    variables: given.get("variables") ?? undefined,
    operationName: given.get("operationName") ?? undefined,
    shouldPersistHeaders: false,
  }),
);
