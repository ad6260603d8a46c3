package org.stackdeck.simulator.nova;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.MarkerPage;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.SimulatedUser;
import org.stackdeck.simulator.model.KeyPair;
import org.stackdeck.simulator.nova.request.CommonSchemas;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.KeyPairStore;
import org.stackdeck.simulator.state.QuotaStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nova's {@code /os-keypairs}. Key pairs belong to a user instead of a project. */
final class KeyPairsResource {

    private static final JsonSchema CREATE = schema("keypair_name_20", "\"name\"");
    private static final JsonSchema IMPORT = schema("keypair_name_292", "\"name\", \"public_key\"");

    private final KeyPairStore store;
    private final QuotaStore quotaStore;
    private final SimulatorScheduler scheduler;

    KeyPairsResource(KeyPairStore store, QuotaStore quotaStore, SimulatorScheduler scheduler) {
        this.store = store;
        this.quotaStore = quotaStore;
        this.scheduler = scheduler;
    }

    private static JsonSchema schema(String characters, String required) {
        return JsonSchema.within("keypair", """
                {"type": "object",
                 "properties": {
                   "name": {"allOf": [%s, {"type": "string", "minLength": 1, "maxLength": 255, "format": "%s"}]},
                   "type": {"type": "string", "enum": ["ssh", "x509"]},
                   "public_key": {"type": "string"},
                   "user_id": {"type": "string"}},
                 "required": [%s], "additionalProperties": false}""".formatted(CommonSchemas.NAME, characters, required));
    }

    ApiResponse handle(NovaRequest novaRequest, List<String> path) {
        if (path.isEmpty()) {
            return novaRequest.request().hasMethod("POST") ? create(novaRequest) : list(novaRequest);
        }
        SimulatedUser user =
                user(novaRequest, novaRequest.request().query().last("user_id").orElse(""));
        String name = path.getFirst();
        KeyPair pair = store.find(user, name)
                .orElseThrow(
                        () -> ApiException.notFound("Keypair %s not found for user %s".formatted(name, user.id())));
        if (novaRequest.request().hasMethod("DELETE")) {
            store.remove(user, name);
            return ApiResponse.empty(novaRequest.version().atLeast(2) ? 204 : 202);
        }
        ObjectNode document = Json.object();
        ObjectNode node = view(novaRequest, pair);
        node.put("user_id", user.id())
                .put("created_at", Timestamps.micros(pair.created()))
                .put("deleted", false)
                .putNull("deleted_at")
                .put("id", pair.number())
                .putNull("updated_at");
        document.set("keypair", node);
        return ApiResponse.ok(document);
    }

    private ApiResponse list(NovaRequest novaRequest) {
        SimulatedUser user =
                user(novaRequest, novaRequest.request().query().last("user_id").orElse(""));
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("keypairs");
        QueryParameters query = novaRequest.request().query();
        query.last("marker")
                .filter(marker -> store.find(user, marker).isEmpty())
                .ifPresent(marker -> {
                    throw ApiException.badRequest("marker [%s] not found".formatted(marker));
                });
        MarkerPage<KeyPair> page = MarkerPage.of(List.copyOf(store.of(user)), KeyPair::name, query, "Keypair");
        page.items().forEach(pair -> list.addObject().set("keypair", view(novaRequest, pair)));
        // Like Nova, add a link whenever the page is full.
        if (query.last("limit")
                        .map(Integer::parseInt)
                        .filter(limit -> limit == list.size())
                        .isPresent()
                && !list.isEmpty()) {
            document.putArray("keypairs_links")
                    .add(Json.link(
                            "next",
                            "/os-keypairs?"
                                    + query.withParameter(
                                            "marker", page.items().getLast().name())));
        }
        return ApiResponse.ok(document);
    }

    private ApiResponse create(NovaRequest novaRequest) {
        JsonNode body = novaRequest.body();
        (novaRequest.version().atLeast(92) ? IMPORT : CREATE).check(body);
        JsonNode wanted = body.path("keypair");
        SimulatedUser user = user(novaRequest, wanted.path("user_id").asString(""));
        String name = wanted.path("name").asString("");
        SimulatedProject project = novaRequest.project();
        int limit = project == null ? -1 : quotaStore.limit(project, "key_pairs");
        if (limit >= 0 && store.of(user).size() >= limit) {
            throw ApiException.forbidden("Quota exceeded, too many key pairs.");
        }
        if (store.find(user, name).isPresent()) {
            throw ApiException.conflict("Key pair '%s' already exists.".formatted(name));
        }
        String given = wanted.path("public_key").asString("");
        boolean made = given.isEmpty();
        KeyPair pair =
                store.add(user, name, wanted.path("type").asString("ssh"), made ? generated() : given, scheduler.now());
        ObjectNode document = Json.object();
        ObjectNode node = view(novaRequest, pair).put("user_id", user.id());
        if (made) {
            node.put("private_key", "-----BEGIN PRIVATE KEY-----\nof a simulated cloud\n-----END PRIVATE KEY-----\n");
        }
        document.set("keypair", node);
        return ApiResponse.json(novaRequest.version().atLeast(2) ? 201 : 200, document);
    }

    private static SimulatedUser user(NovaRequest novaRequest, String id) {
        SimulatedUser own = novaRequest.token().user();
        if (id.isEmpty() || id.equals(own.id())) {
            return own;
        }
        novaRequest.requireRole(Role.ADMIN, "os-keypairs:index");
        return new KeystoneAccounts().user(id).orElse(own);
    }

    private static ObjectNode view(NovaRequest novaRequest, KeyPair pair) {
        ObjectNode node = Json.object()
                .put("name", pair.name())
                .put("public_key", pair.publicKey())
                .put("fingerprint", pair.fingerprint());
        return novaRequest.version().atLeast(2) ? node.put("type", pair.type()) : node;
    }

    /** Generates a key pair and returns only the public key. */
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
