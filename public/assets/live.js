// Follows the stream of each form by EventSource, and lists its messages.

const maxShown = 100;

/**
 * @param {string} path with names in braces
 * @param {FormData} fields
 */
function addressOf(path, fields) {
  let filled = path;
  const query = new URLSearchParams();
  for (const [name, value] of fields) {
    if (path.includes(`{${name}}`)) filled = filled.replace(`{${name}}`, encodeURIComponent(String(value)));
    else if (value !== "") query.set(name, String(value));
  }
  return query.size === 0 ? filled : `${filled}?${query}`;
}

/** @param {string} address */
async function refusalOf(address) {
  const response = await fetch(address);
  await response.body?.cancel();
  return `refused: ${response.status}`;
}

/** @param {HTMLFormElement} form */
function follow(form) {
  const button = form.querySelector("button");
  const status = form.querySelector("[role=status]");
  const list = form.parentElement?.querySelector(".messages");
  if (!button || !status || !list) throw new TypeError("the form lacks a part");
  /** @type {EventSource | undefined} */
  let source;

  /** @param {string} text */
  const showState = (text) => {
    status.textContent = text;
  };
  const close = () => {
    source?.close();
    source = undefined;
    button.textContent = "Open";
  };
  /** @param {MessageEvent<string>} event */
  const show = ({ data, lastEventId }) => {
    const item = document.createElement("li");
    const code = document.createElement("code");
    code.textContent = data;
    item.dataset.id = lastEventId;
    item.append(new Date().toLocaleTimeString(), " ", code);
    list.prepend(item);
    if (list.childElementCount > maxShown) list.lastElementChild?.remove();
  };
  /** @param {string} address */
  const open = (address) => {
    const opened = new EventSource(address);
    source = opened;
    button.textContent = "Close";
    showState("connecting");
    opened.onopen = () => showState("open");
    opened.onmessage = show;
    opened.addEventListener("reset", show);
    opened.onerror = () => {
      if (source !== opened) return;
      if (opened.readyState !== EventSource.CLOSED) return showState("reconnecting");
      close();
      refusalOf(address).then(showState, () => showState("unreachable"));
    };
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (source === undefined) return open(addressOf(form.dataset.path ?? "", new FormData(form)));
    close();
    showState("closed");
  });
}

for (const form of document.querySelectorAll("form")) follow(form);
