// Apollo Client with automatic persisted queries, or with the keys of a manifest of Apollo's or GraphQL Code Generator's.
import { createHash } from "node:crypto";
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { generatePersistedQueryIdsFromManifest } from "@apollo/persisted-query-lists";
import { askAll, task, watchedFetch } from "./asking.mjs";

const http = new HttpLink({ uri: task.url, fetch: watchedFetch });
const manifest = task.manifest && JSON.parse(task.manifest);
const keys =
  manifest?.format === "apollo-persisted-query-manifest"
    ? generatePersistedQueryIdsFromManifest({ loadManifest: async () => manifest })
    : { sha256: (text) => createHash("sha256").update(text).digest("hex") };
const link = task.plain ? http : ApolloLink.from([new PersistedQueryLink({ ...keys, useGETForHashedQueries: true }), http]);
const client = new ApolloClient({ cache: new InMemoryCache(), link });

await askAll(task.operations, async ({ text, variables }) => {
  const { data, error } = await client.query({ query: gql(text), variables, fetchPolicy: "network-only" });
  if (error) throw error;
  return data;
});
