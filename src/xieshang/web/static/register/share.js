/* The button that passes the address of the answer on: by the phone's own sharing, else by copying it. */
"use strict";
const share = document.getElementById("share");
if (share && (navigator.share || navigator.clipboard)) {
  share.hidden = false;
  share.addEventListener("click", async () => {
    try {
      if (navigator.share) {
        await navigator.share({ title: document.title, url: location.href });
      } else {
        await navigator.clipboard.writeText(location.href);
        share.textContent = share.dataset.done;
      }
    } catch (refused) {
      if (refused.name !== "AbortError") throw refused;
    }
  });
}
