/* What wagtail-localize's editor of translations needs of the page around it, and how it learns why a value was refused. */
(function () {
  const { imageChooser, documentChooser, pageChooser } = document.currentScript.dataset;
  window.chooserUrls = window.chooserUrls || { imageChooser, documentChooser, pageChooser };

  // It understands two statuses only, and shows "Changed" for any other. A refusal comes as 400 with the refused value
  // and the reason, in the form of an answer with an error, which it shows beside the value.
  const ask = window.fetch;
  window.fetch = async function (address, options) {
    const answer = await ask.call(window, address, options);
    const isRefusal =
      answer.status === 400 &&
      options?.method === "PUT" &&
      (answer.headers.get("Content-Type") || "").startsWith("application/json");
    return isRefusal ? new Response(await answer.blob(), { status: 200, headers: answer.headers }) : answer;
  };
})();
