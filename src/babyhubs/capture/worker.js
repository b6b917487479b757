// Keeps the page on the phone, so that it opens without a network. release.js says which files, and in which version.
// A new version waits until every tab of the old one is closed: nothing changes under an open session, and a version's files
// are deleted only when no page uses them.

importScripts("release.js");
const PREFIX = `babyhubs-capture ${self.registration.scope} `; // one address may hold the pages of several programmes
const CACHE = PREFIX + RELEASE.version;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(
    RELEASE.files.map((file) => new Request(file, { cache: "reload" })))));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)))));
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const wanted = event.request.mode === "navigate" ? "index.html" : event.request;
  event.respondWith(caches.open(CACHE)
    .then((cache) => cache.match(wanted, { ignoreSearch: true }))
    .then((found) => found ?? fetch(event.request)));
});
