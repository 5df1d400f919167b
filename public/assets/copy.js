// Gives every block of code that is marked for it a button that copies it.

const shownMs = 1600;

/** @param {HTMLElement} block */
function addButton(block) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard.writeText(block.querySelector("pre")?.textContent?.trim() ?? "").then(
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
  block.append(button, said);
}

for (const block of document.querySelectorAll("[data-copy]")) if (block instanceof HTMLElement) addButton(block);
