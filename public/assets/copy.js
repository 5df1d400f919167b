// Gives every figure with code that is marked for it a button that copies the code.

const shownMs = 1600;

/** @param {Element} figure */
function addButton(figure) {
  const caption = figure.querySelector("figcaption");
  const code = figure.querySelector("pre")?.textContent?.trim() ?? "";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy: ${caption?.textContent}`);
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard.writeText(code).then(
      () => "Copied",
      () => "Not copied",
    );
    button.textContent = done;
    said.textContent = done;
    setTimeout(() => {
      button.textContent = "Copy";
      said.textContent = "";
    }, shownMs);
  });
  caption?.append(button, said);
}

for (const figure of document.querySelectorAll("figure[data-copy]")) addButton(figure);
