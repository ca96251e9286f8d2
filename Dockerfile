# One image for the server in every role (ANNALS_ROLES) and for the command line:
#
#   docker build --tag annals:0.1.0 .
#   docker run … annals:0.1.0                                   the server
#   docker run … annals:0.1.0 dist/apps/cli/main.js --help      the command line
#
# It holds no PostgreSQL: DATABASE_URL or DATABASE_URL_FILE names one. Nothing in it is written to at run time but the folders below
# /var/lib/annals, which are volumes. Pin the digest where you build: --build-arg NODE=node:24.21.0-bookworm-slim@sha256:…
ARG NODE=node:24.21.0-bookworm-slim

FROM ${NODE} AS build
WORKDIR /annals
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --omit=optional --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY infra infra
COPY libs libs
COPY projections projections
RUN node node_modules/typescript/bin/tsc -p tsconfig.build.json
# What is read and not compiled is looked for where the sources had it.
RUN mkdir read && cp --parents $(find libs projections -path '*/migrations/*.sql') apps/cli/import/csv/mappings/*.yaml read

FROM ${NODE} AS dependencies
WORKDIR /annals
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund

FROM ${NODE}
WORKDIR /annals
# Everything belongs to root, and the server does not run as root.
COPY --from=dependencies /annals/node_modules node_modules
COPY --from=build /annals/read ./
COPY --from=build /annals/dist dist
COPY package.json ./
COPY infra/probe.mjs infra/
# A new volume takes over owner and mode of the folder it is mounted on.
RUN install --directory --mode=0700 --owner=1000 --group=1000 /var/lib/annals /var/lib/annals/keys /var/lib/annals/imports
ENV NODE_ENV=production ANNALS_DATA=/var/lib/annals
USER 1000:1000
HEALTHCHECK --interval=10s --timeout=6s --start-period=120s --retries=3 CMD ["node", "infra/probe.mjs", "live"]
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["dist/apps/server/main.js"]
