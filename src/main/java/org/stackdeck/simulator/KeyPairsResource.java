package org.stackdeck.simulator;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /os-keypairs}. Key pairs belong to a user, not to a project. */
final class KeyPairsResource {

    private static final Schema CREATE = schema("keypair_name_20", "\"name\"");
    private static final Schema IMPORT = schema("keypair_name_292", "\"name\", \"public_key\"");

    private final KeyPairs pairs;
    private final Quotas quotas;
    private final Time time;

    KeyPairsResource(KeyPairs pairs, Quotas quotas, Time time) {
        this.pairs = pairs;
        this.quotas = quotas;
        this.time = time;
    }

    private static Schema schema(String characters, String required) {
        return Schema.within("keypair", """
                {"type": "object",
                 "properties": {
                   "name": {"allOf": [%s, {"type": "string", "minLength": 1, "maxLength": 255, "format": "%s"}]},
                   "type": {"type": "string", "enum": ["ssh", "x509"]},
                   "public_key": {"type": "string"},
                   "user_id": {"type": "string"}},
                 "required": [%s], "additionalProperties": false}""".formatted(CommonSchemas.NAME, characters, required));
    }

    Reply answer(NovaCall call, List<String> path) {
        if (path.isEmpty()) {
            return call.request().is("POST") ? create(call) : list(call);
        }
        SimulatedUser user = user(call, call.request().query().first("user_id").orElse(""));
        String name = path.getFirst();
        KeyPair pair = pairs.find(user, name)
                .orElseThrow(() -> Refusal.notFound("Keypair %s not found for user %s".formatted(name, user.id())));
        if (call.request().is("DELETE")) {
            pairs.remove(user, name);
            return Reply.empty(call.version().atLeast(2) ? 204 : 202);
        }
        ObjectNode document = Json.object();
        ObjectNode node = view(call, pair);
        node.put("user_id", user.id())
                .put("created_at", Stamps.micros(pair.created()))
                .put("deleted", false)
                .putNull("deleted_at")
                .put("id", pair.number())
                .putNull("updated_at");
        document.set("keypair", node);
        return Reply.ok(document);
    }

    private Reply list(NovaCall call) {
        SimulatedUser user = user(call, call.request().query().first("user_id").orElse(""));
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("keypairs");
        pairs.of(user).forEach(p -> list.addObject().set("keypair", view(call, p)));
        return Reply.ok(document);
    }

    private Reply create(NovaCall call) {
        JsonNode body = call.body();
        (call.version().atLeast(92) ? IMPORT : CREATE).check(body);
        JsonNode wanted = body.path("keypair");
        SimulatedUser user = user(call, wanted.path("user_id").asString(""));
        String name = wanted.path("name").asString("");
        SimulatedProject project = call.project();
        int most = project == null ? -1 : quotas.limit(project, "key_pairs");
        if (most >= 0 && pairs.of(user).size() >= most) {
            throw Refusal.forbidden("Quota exceeded, too many key pairs.");
        }
        if (pairs.find(user, name).isPresent()) {
            throw Refusal.conflict("Key pair '%s' already exists.".formatted(name));
        }
        String given = wanted.path("public_key").asString("");
        boolean made = given.isEmpty();
        KeyPair pair =
                pairs.add(user, name, wanted.path("type").asString("ssh"), made ? generated() : given, time.now());
        ObjectNode document = Json.object();
        ObjectNode node = view(call, pair).put("user_id", user.id());
        if (made) {
            node.put("private_key", "-----BEGIN PRIVATE KEY-----\nof a simulated cloud\n-----END PRIVATE KEY-----\n");
        }
        document.set("keypair", node);
        return Reply.json(call.version().atLeast(2) ? 201 : 200, document);
    }

    private static SimulatedUser user(NovaCall call, String id) {
        SimulatedUser own = call.token().user();
        if (id.isEmpty() || id.equals(own.id())) {
            return own;
        }
        call.permit(Role.ADMIN, "os-keypairs:index");
        return new Accounts().user(id).orElse(own);
    }

    private static ObjectNode view(NovaCall call, KeyPair pair) {
        ObjectNode node = Json.object()
                .put("name", pair.name())
                .put("public_key", pair.publicKey())
                .put("fingerprint", pair.fingerprint());
        return call.version().atLeast(2) ? node.put("type", pair.type()) : node;
    }

    /** A public key without a known private key. */
    private static String generated() {
        try {
            byte[] encoded = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            byte[] prefix = Base64.getDecoder().decode("AAAAC3NzaC1lZDI1NTE5AAAAIA==");
            byte[] key = new byte[prefix.length + 32];
            System.arraycopy(prefix, 0, key, 0, prefix.length);
            System.arraycopy(encoded, encoded.length - 32, key, prefix.length, 32);
            return "ssh-ed25519 " + Base64.getEncoder().encodeToString(key) + " Generated-by-Nova";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
