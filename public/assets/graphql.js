// Runs the document of the page, and shows the schema.

/**
 * @param {string} selector
 * @returns {Element}
 */
const find = (selector) => {
  const found = document.querySelector(selector);
  if (found === null) throw new TypeError(`the page has no ${selector}`);
  return found;
};

const answer = find("#answer");
const statusLine = find("#status");

/**
 * @param {FormData} form
 * @param {string} name
 */
const textIn = (form, name) => String(form.get(name) ?? "").trim();

/** @param {FormData} form */
async function run(form) {
  const token = textIn(form, "token");
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json",
      ...(token !== "" && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: textIn(form, "query"), variables: JSON.parse(textIn(form, "variables") || "{}") }),
  });
  answer.textContent = JSON.stringify(await response.json(), null, 2);
  return `${response.status}`;
}

find("#explorer").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement)) return;
  statusLine.textContent = "…";
  run(new FormData(event.target)).then(
    (status) => {
      statusLine.textContent = status;
    },
    (/** @type {unknown} */ error) => {
      statusLine.textContent =
        error instanceof SyntaxError ? "The variables are no JSON." : "The server cannot be reached.";
    },
  );
});

const schema = await fetch("/dev/graphql/schema.graphql");
find("#schema").textContent = await schema.text();
