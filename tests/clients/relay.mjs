// Relay with documents persisted by its compiler, which writes the module that `artifact` names.
import { Environment, Network, RecordSource, Store, fetchQuery } from "relay-runtime";
import { askAll, task, watchedFetch } from "./asking.mjs";

const { default: query } = await import(task.artifact);
const environment = new Environment({
  network: Network.create(async (request, variables) => {
    const body = JSON.stringify({ doc_id: request.id, variables });
    const headers = { "content-type": "application/json" };
    return (await watchedFetch(task.url, { method: "POST", headers, body })).json();
  }),
  store: new Store(new RecordSource()),
});

await askAll(task.operations, ({ variables }) => fetchQuery(environment, query, variables).toPromise());
