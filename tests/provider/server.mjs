// A real OpenID Connect provider on a loopback port, for the tests alone. Its settings come as JSON
// in the first argument: { keys, clients }. Whoever signs in is who the header `x-account` names.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const given = JSON.parse(process.argv[2]);

class Memory {
  static kept = new Map();
  constructor(name) { this.name = name; }
  key(id) { return `${this.name}:${id}`; }
  async upsert(id, payload) {
    Memory.kept.set(this.key(id), payload);
    if (payload.uid) Memory.kept.set(`uid:${payload.uid}`, id);
  }
  async find(id) { return Memory.kept.get(this.key(id)); }
  async findByUid(uid) { return this.find(Memory.kept.get(`uid:${uid}`)); }
  async findByUserCode() { return undefined; }
  async consume(id) { (await this.find(id)).consumed = Math.floor(Date.now() / 1000); }
  async destroy(id) { Memory.kept.delete(this.key(id)); }
  async revokeByGrantId(grant) {
    for (const [key, payload] of Memory.kept) {
      if (payload.grantId === grant) Memory.kept.delete(key);
    }
  }
}

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    adapter: Memory,
    jwks: { keys: given.keys },
    clients: given.clients,
    cookies: { keys: ["for the tests alone"] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    scopes: ["openid"],
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({
        clientId: client.clientId,
        accountId: session.accountId,
      });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on("request", async (request, response) => {
    if (request.url.startsWith("/interaction/")) {
      const login = { accountId: request.headers["x-account"] };
      await provider.interactionFinished(request, response, { login });
      return;
    }
    answer(request, response);
  });
  console.log(issuer);
});
