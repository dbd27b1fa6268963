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

ReactDOM.createRoot(document.getElementById("explorer")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: location.pathname }),
    defaultQuery: question,
    shouldPersistHeaders: false,
  }),
);
