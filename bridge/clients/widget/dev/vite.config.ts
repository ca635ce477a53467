import { build, defineConfig, type Plugin } from "vite";

/**
 * For looking at the widget without a server: the sample shop at /demo, on it the real loader, in
 * the frame the real app on a fake client. No part of any build.
 */
export default defineConfig({
  root: ".",
  publicDir: false,
  server: { host: "127.0.0.1" },
  plugins: [paths(), loader()],
});

function paths(): Plugin {
  return {
    name: "served-paths",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const [path, query] = (request.url ?? "").split("?");
        if (path === "/demo") {
          // Its files are relative to where it lies.
          response.writeHead(302, { location: "/src/demo/index.html" }).end();
          return;
        }
        if (path === "/widget/") request.url = `/dev/fixture.html?${query ?? ""}`;
        next();
      });
    },
  };
}

/** The loader as it is built: in a module it could not find its own script tag. */
function loader(): Plugin {
  return {
    name: "built-loader",
    configureServer(server) {
      server.middlewares.use("/widget.js", (_request, response, next) => {
        build({ configFile: "vite.loader.config.ts", build: { write: false }, logLevel: "warn" })
          .then((output) => {
            const [result = output] = Array.isArray(output) ? output : [];
            response.setHeader("content-type", "text/javascript");
            response.end("output" in result ? result.output[0].code : undefined);
          })
          .catch(next);
      });
    },
  };
}
