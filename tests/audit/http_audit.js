// Prints the result of each audit of GraphQL over HTTP as a line of JSON: node http_audit.js URL
"use strict";

const { serverAudits } = require("graphql-http");

async function main(url) {
  for (const audit of serverAudits({ url, fetchFn: fetch })) {
    const { status, reason } = await audit.fn();
    console.log(JSON.stringify({ id: audit.id, name: audit.name, status, reason }));
  }
}

main(process.argv[2]);
