// urql with persisted documents and the cache that adds __typename.
import { Client, cacheExchange, fetchExchange } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { askAll, task, watchedFetch } from "./asking.mjs";

const client = new Client({
  url: task.url,
  fetch: watchedFetch,
  preferGetMethod: false,
  exchanges: [cacheExchange, persistedExchange({ preferGetForPersistedQueries: true }), fetchExchange],
});

await askAll(task.operations, async ({ text, variables }) => {
  const { data, error } = await client.query(text, variables).toPromise();
  if (error) throw error;
  return data;
});
