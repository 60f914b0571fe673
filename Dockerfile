# The same layout is proven without Docker by test/production-layout.test.ts.
FROM node:26-slim AS install
WORKDIR /muster
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:26-slim
ENV NODE_ENV=production MUSTER_DATA=/data MUSTER_POLICY=/muster/muster.yml
WORKDIR /muster
COPY --from=install /muster/node_modules node_modules
COPY package.json LICENSE ./
COPY migrations migrations
COPY src src
COPY templates templates
RUN install -d -m 700 -o 65534 -g 65534 /data
USER 65534:65534
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "src/main.ts"]
