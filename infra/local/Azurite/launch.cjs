// Runs Azurite in this process and ends with its parent: standard input closes however the parent dies, kill -9 included.
"use strict";
const http = require("node:http");

// Azurite prints the port it was asked for, so with port 0 the real one must be taken from the listening socket. It starts one service after another.
const services = ["blob", "queue", "table"];
const servers = [];
const ports = [];
const listen = http.Server.prototype.listen;
http.Server.prototype.listen = function (...args) {
  servers.push(this);
  this.once("listening", () => {
    ports.push(`${services[ports.length]} ${this.address().port}`);
    if (ports.length === services.length) console.log(`listening on ports ${ports.join(" ")}`);
  });
  return listen.apply(this, args);
};

// Ctrl-C reaches the whole process group, but the parent still writes while it shuts down: only the parent ends the storage.
let close = () => process.exit(0);
const once = process.once;
process.once = function (event, handler) {
  if (event !== "SIGINT") return once.call(this, event, handler);
  close = handler;
  return this;
};
process.on("SIGINT", () => {});

// Azurite says when all of a service is on disk but leaves timers behind that would keep the process for seconds.
let closed = 0;
const log = console.log;
console.log = (message, ...rest) => {
  log(message, ...rest);
  if (`${message}`.endsWith("successfully closed") && ++closed === services.length) process.exit(0);
};

// Azurite writes to disk every five seconds; a clean close writes what is left.
const closeTimeout = 10_000;
process.stdin.resume();
process.stdin.once("end", () => {
  setTimeout(() => process.exit(1), closeTimeout).unref();
  close();
  servers.forEach((server) => server.closeAllConnections());
});

require(require.resolve("azurite/dist/src/azurite.js", { paths: [process.cwd()] }));
