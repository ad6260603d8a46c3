package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.contract.IndependentOpenStackClient.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects of one cloud that {@link GeneratedObjectTests} creates, and the answers of this cloud to the same
 * requests. Answers contain no ID or time, so that answers of two clouds are equal.
 */
final class GeneratedObjects implements AutoCloseable {

    /** Key of the HTTP status in an answer. */
    static final String STATUS = "status code";

    static final String UNKNOWN = "00000000-0000-4000-8000-00000000abcd";

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJhw2x0TzKHJmh0dS9ZBPxcBeyOfzkeHnE6O2Q6wNfD0 generated";
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Requests for one kind of object.
     *
     * @param kind name of the object in the bodies of Neutron, Cinder and Nova; Glance has bodies without a name
     * @param list path of the list with all fields; null for {@code path}
     * @param key field that is the last segment of the object's path
     * @param compared fields to compare; empty for all
     * @param ignored fields that differ between clouds by nature
     * @param binary process without which the cloud cannot create the objects; null if the API itself creates them
     * @param a members of the body of the first object, without braces; empty to use the first objects that exist
     * @param b members of the body of the second object; empty for none
     * @param required members of the body of a valid request to create an object; empty if none is created
     * @param create members that are added to {@code required}
     * @param update members of bodies that change the first object
     * @param administratorUpdate members of bodies with which an administrator changes the first object
     * @param filters queries, in addition to those for the fields of the first object
     * @param administrator queries as an administrator for all projects
     */
    record Kind(
            String kind,
            String service,
            String path,
            @Nullable String list,
            @Nullable String key,
            List<String> compared,
            List<String> ignored,
            @Nullable String binary,
            String a,
            String b,
            String required,
            List<String> create,
            List<String> update,
            List<String> administratorUpdate,
            List<String> filters,
            List<String> administrator) {

        @Override
        public String toString() {
            return kind;
        }

        private boolean isImage() {
            return kind.equals("image");
        }

        private boolean hasPlainBody() {
            return service.equals("image");
        }

        private String idField() {
            return key == null ? "id" : key;
        }

        String listPath() {
            return list == null ? path : list;
        }
    }

    private final CloudUnderTest cloud;
    private final IndependentOpenStackClient member;
    private final IndependentOpenStackClient administrator;
    private final Map<String, String> values = new TreeMap<>(
            (one, other) -> one.length() == other.length() ? one.compareTo(other) : other.length() - one.length());
    private final Deque<Runnable> deletions = new ArrayDeque<>();

    /** @param name prefix of the names of all objects */
    GeneratedObjects(CloudUnderTest cloud, String name) {
        this.cloud = cloud;
        member = client(CredentialKind.MEMBER);
        administrator = client(CredentialKind.ADMIN);
        values.put("$name", name);
        values.put("$unknown", UNKNOWN);
        values.put("$key", KEY);
        JsonNode networks =
                member.requestJson("network", "GET", "/v2.0/networks", null).path("networks");
        networks.forEach(network -> {
            if (network.path("router:external").asBoolean()) {
                values.put("$public", network.path("id").asString());
            } else {
                values.put("$project", network.path("project_id").asString());
            }
        });
    }

    private IndependentOpenStackClient client(CredentialKind role) {
        return new IndependentOpenStackClient(cloud.cloudsYaml(), cloud.entry(role));
    }

    /** Returns whether the processes of the cloud can create objects of this kind. */
    boolean supports(Kind kind) {
        return kind.binary() == null
                || administrator
                        .requestJson(kind.service(), "GET", "/os-services?binary=" + kind.binary(), null)
                        .path("services")
                        .valueStream()
                        .anyMatch(service -> service.path("state").asString("").equals("up"));
    }

    /** Creates the objects of a kind, unless it did so before. */
    void prepare(Kind kind) {
        if (kind.a().isEmpty()) {
            List<JsonNode> existing = items(kind, send("GET", kind, "", null));
            values.put(
                    "$" + kind.kind() + ".a",
                    existing.get(0).path(kind.idField()).asString());
            values.put(
                    "$" + kind.kind() + ".b",
                    existing.get(1).path(kind.idField()).asString());
            return;
        }
        for (String letter : List.of("a", "b")) {
            String placeholder = "$" + kind.kind() + "." + letter;
            if (values.containsKey(placeholder)
                    || (letter.equals("b") && kind.b().isEmpty())) {
                continue;
            }
            if (kind.kind().equals("server")) {
                var id = cloud.create(values.get("$name") + "-" + letter, Map.of());
                values.put(placeholder, id.value());
                deletions.push(() -> cloud.delete(id));
                continue;
            }
            Response response = send("POST", kind, "", body(kind, letter.equals("a") ? kind.a() : kind.b()));
            assertThat(response.status())
                    .as(kind + " " + letter + " " + response.body())
                    .isBetween(200, 202);
            String id = object(kind, response).path(kind.idField()).asString();
            values.put(placeholder, id);
            deletions.push(() -> delete(kind, id));
            awaitReady(kind, id);
        }
    }

    /** Creates an object, deletes it, and returns the status and the fields of the object. */
    Map<String, String> create(Kind kind, String members) {
        Response response = send("POST", kind, "", body(kind, merged(kind.required(), members)));
        if (response.status() >= 300) {
            return Map.of(STATUS, String.valueOf(response.status()));
        }
        JsonNode created = object(kind, response);
        String id = created.path(kind.idField()).asString();
        Map<String, String> answer = fields(kind, created);
        answer.put(STATUS, String.valueOf(response.status()));
        awaitReady(kind, id);
        fields(kind, object(kind, send("GET", kind, "/" + id, null)))
                .forEach((field, value) -> answer.put("read " + field, value));
        delete(kind, id);
        return answer;
    }

    /** Changes the first object, and returns the status and the fields that have another value after the change. */
    Map<String, String> update(Kind kind, String members, boolean asAdministrator) {
        String path = "/" + values.get("$" + kind.kind() + ".a");
        Map<String, String> before = fields(kind, object(kind, send("GET", kind, path, null)));
        Response response;
        if (kind.isImage()) {
            ArrayNode patch = JSON.createArrayNode();
            JsonNode image = send("GET", kind, path, null).body();
            parsed(members).propertyStream().forEach(member -> {
                ObjectNode operation = patch.addObject()
                        .put("op", image.has(member.getKey()) ? "replace" : "add")
                        .put("path", "/" + member.getKey());
                operation.set("value", member.getValue());
            });
            response = member.sendRaw(
                    "image",
                    "PATCH",
                    kind.path() + path,
                    patch.toString(),
                    "application/openstack-images-v2.1-json-patch");
        } else {
            response = (asAdministrator ? administrator : member)
                    .sendRaw(kind.service(), "PUT", resolve(kind.path()) + path, body(kind, members));
        }
        Map<String, String> answer = new TreeMap<>();
        answer.put(STATUS, String.valueOf(response.status()));
        if (response.status() < 300) {
            answer.put("fields", fields(kind, object(kind, response)).keySet().toString());
        }
        fields(kind, object(kind, send("GET", kind, path, null))).forEach((field, value) -> {
            if (!value.equals(before.get(field))) {
                answer.put(field, value);
            }
        });
        return answer;
    }

    /**
     * Returns the queries for each field with a plain value: its value in either object, both, and invalid values for
     * flags and numbers.
     */
    List<String> generatedFilters(Kind kind) {
        JsonNode first = object(kind, send("GET", kind, "/" + values.get("$" + kind.kind() + ".a"), null));
        return first.propertyStream()
                .filter(field ->
                        field.getValue().isValueNode() && !kind.ignored().contains(field.getKey()))
                .map(Map.Entry::getKey)
                .filter(field -> !field.endsWith("_at"))
                .flatMap(field -> Stream.of(
                        field + "=$a." + field, field + "=$b." + field, field + "=no-such-value", "fields=" + field))
                .filter(query -> !query.contains("=$b.") || values.containsKey("$" + kind.kind() + ".b"))
                .toList();
    }

    /**
     * Returns the status of the list, which of the two objects it contains, and the names of the first one's fields.
     */
    Map<String, String> list(Kind kind, String query, boolean asAdministrator) {
        String first = values.get("$" + kind.kind() + ".a");
        String second = values.get("$" + kind.kind() + ".b");
        String resolved = query;
        for (String letter : List.of("a", "b")) {
            String marker = "=$" + letter + ".";
            if (resolved.contains(marker)) {
                String field = resolved.substring(resolved.indexOf(marker) + marker.length());
                JsonNode object = object(kind, send("GET", kind, "/" + (letter.equals("a") ? first : second), null));
                JsonNode value = object.path(field);
                // Python writes flags with a capital letter.
                String text = value.isBoolean() ? value.asBoolean() ? "True" : "False" : value.asString("");
                resolved = resolved.substring(0, resolved.indexOf(marker) + 1) + text;
            }
        }
        String encoded = Stream.of(resolve(resolved).split("&", -1))
                .map(part -> part.substring(0, part.indexOf('=') + 1)
                        + URLEncoder.encode(part.substring(part.indexOf('=') + 1), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        Response response;
        try {
            response = (asAdministrator ? administrator : member)
                    .sendRaw(
                            kind.service(),
                            "GET",
                            resolve(kind.listPath()) + "?" + encoded
                                    + (asAdministrator && !kind.a().isEmpty() ? "&all_tenants=1" : ""),
                            null);
        } catch (UncheckedIOException e) {
            return Map.of(STATUS, "no response");
        }
        Map<String, String> answer = new TreeMap<>();
        answer.put(STATUS, String.valueOf(response.status()));
        if (response.status() >= 300) {
            return answer;
        }
        List<JsonNode> items = items(kind, response);
        items.stream()
                .filter(_ -> kind.compared().isEmpty())
                .filter(item -> query.startsWith("fields=")
                        || item.path(kind.idField()).asString("").equals(first))
                .findFirst()
                .ifPresent(item -> {
                    var fields = new TreeSet<>(item.propertyNames());
                    kind.ignored().forEach(fields::remove);
                    answer.put("fields", fields.toString());
                });
        Stream<String> selected = items.stream()
                .map(item -> item.path(kind.idField()).asString(""))
                .filter(id -> id.equals(first) || id.equals(second))
                .map(id -> id.equals(first) ? "a" : "b");
        answer.put("selected", (query.startsWith("sort") ? selected : selected.sorted()).collect(Collectors.joining()));
        return answer;
    }

    private static List<JsonNode> items(Kind kind, Response response) {
        return response.body()
                .valueStream()
                .filter(JsonNode::isArray)
                .findFirst()
                .orElseThrow()
                .valueStream()
                .map(item -> kind.kind().equals("keypair") ? item.path("keypair") : item)
                .toList();
    }

    private Response send(String method, Kind kind, String path, @Nullable String body) {
        return member.sendRaw(kind.service(), method, resolve(kind.path()) + path, body);
    }

    private String body(Kind kind, String members) {
        ObjectNode object = parsed(members);
        return (kind.hasPlainBody() ? object : JSON.createObjectNode().set(kind.kind(), object)).toString();
    }

    private static String merged(String required, String members) {
        ObjectNode object = (ObjectNode) JSON.readTree("{" + required + "}");
        object.setAll((ObjectNode) JSON.readTree("{" + members + "}"));
        String text = object.toString();
        return text.substring(1, text.length() - 1);
    }

    private ObjectNode parsed(String members) {
        return (ObjectNode) JSON.readTree("{" + resolve(members) + "}");
    }

    private String resolve(String text) {
        String resolved = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            resolved = resolved.replace(value.getKey(), value.getValue());
        }
        return resolved;
    }

    private static JsonNode object(Kind kind, Response response) {
        return kind.hasPlainBody() ? response.body() : response.body().path(kind.kind());
    }

    private Map<String, String> fields(Kind kind, JsonNode object) {
        Map<String, String> fields = new TreeMap<>();
        object.propertyStream()
                .filter(field -> !kind.ignored().contains(field.getKey())
                        && !field.getKey().equals("links"))
                .filter(field -> kind.compared().isEmpty() || kind.compared().contains(field.getKey()))
                .forEach(field -> fields.put(field.getKey(), plain(text(field.getValue()))));
        return fields;
    }

    /** Returns the value as text. Lists of texts, such as tags, have no order. */
    private static String text(JsonNode value) {
        return value.isArray() && value.valueStream().allMatch(JsonNode::isString)
                ? value.valueStream().map(JsonNode::asString).sorted().toList().toString()
                : value.toString();
    }

    /** Replaces IDs and times. */
    private String plain(String value) {
        Map<String, String> placeholders = new LinkedHashMap<>();
        values.forEach((placeholder, text) -> placeholders.put(text, placeholder));
        String plain = value;
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            plain = plain.replace(placeholder.getKey(), placeholder.getValue());
        }
        return plain.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z?", "TIME")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
                .replaceAll("\\b(?:[0-9a-f]{16}|[0-9a-f]{32})\\b", "ID");
    }

    private void awaitReady(Kind kind, String id) {
        if (!kind.service().equals("volumev3")) {
            return;
        }
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !object(kind, send("GET", kind, "/" + id, null))
                        .path("status")
                        .asString("")
                        .equals("creating"));
    }

    private void delete(Kind kind, String id) {
        if (kind.isImage()) {
            member.sendRaw(
                    "image",
                    "PATCH",
                    kind.path() + "/" + id,
                    "[{\"op\":\"replace\",\"path\":\"/protected\",\"value\":false}]",
                    "application/openstack-images-v2.1-json-patch");
        }
        send("DELETE", kind, "/" + id, null);
        if (kind.service().equals("volumev3")) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> send("GET", kind, "/" + id, null).status() == 404);
        }
    }

    @Override
    public void close() {
        deletions.forEach(Runnable::run);
        cloud.close();
    }
}
