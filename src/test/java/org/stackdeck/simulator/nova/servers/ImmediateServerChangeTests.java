package org.stackdeck.simulator.nova.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.simulator.SimulatorClient;
import org.stackdeck.simulator.SimulatorTestBase;
import tools.jackson.databind.JsonNode;

/** Tests changes that are complete when Nova responds and that are not instance actions. */
class ImmediateServerChangeTests extends SimulatorTestBase {

    private String id;
    private String server;

    @BeforeEach
    void start() {
        id = simulator.servers().create("staff", "under-test");
        server = "/compute/v2.1/servers/" + id;
    }

    @Test
    void lockedServerAllowsChangesOfNameAndDescription() {
        simulator.servers().lock(id, "maintenance");

        SimulatorClient.Answer answer =
                member.send("PUT", server, "{\"server\": {\"name\": \"new\", \"description\": \"said\"}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/server/name").asString("")).isEqualTo("new");
        assertThat(answer.json().at("/server/description").asString("")).isEqualTo("said");
        member.send("PUT", server, "{\"server\": {\"description\": null}}");
        assertThat(shown().path("description").isNull()).isTrue();
        assertThat(shown().path("OS-EXT-SRV-ATTR:hostname").asString("")).isEqualTo("under-test");
    }

    @Test
    void updateResponseHasFewerFieldsBeforeMicroversion275() {
        JsonNode old = member.in("2.74")
                .send("PUT", server, "{\"server\": {\"name\": \"new\"}}")
                .json()
                .path("server");

        assertThat(old.has("OS-EXT-STS:vm_state")).isFalse();
        assertThat(old.has("key_name")).isFalse();
        assertThat(old.has("metadata")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\": \"\"} | Invalid input for field/attribute name. Value: . '' is too short",
                "{\"name\": 5} | Invalid input for field/attribute name. Value: 5. 5 is not of type 'string'",
                "{\"name\": null} | Invalid input for field/attribute name. Value: None. None is not of type 'string'",
                "{\"name\": \"x \"} | An invalid 'name' value was provided. The name must be: printable characters. Can not"
                        + " start or end with whitespace.",
                "{\"foo\": 1} | Invalid input for field/attribute server. Value: {'foo': 1}. Additional properties are not"
                        + " allowed ('foo' was unexpected)"
            })
    void invalidNameReturnsNovasMessage(String change, String text) {
        SimulatorClient.Answer answer = member.send("PUT", server, "{\"server\": " + change + "}");

        assertThat(message(answer)).isEqualTo("400 " + text);
    }

    @Test
    void nameHasAtMost255Characters() {
        assertThat(member.send("PUT", server, "{\"server\": {\"name\": \"%s\"}}".formatted("x".repeat(255)))
                        .status())
                .isEqualTo(200);
        assertThat(message(member.send("PUT", server, "{\"server\": {\"name\": \"%s\"}}".formatted("x".repeat(256)))))
                .endsWith("' is too long");
    }

    @Test
    void metadataAreAddedReplacedAndRemoved() {
        member.post(server + "/metadata", "{\"metadata\": {\"a\": \"1\"}}");
        member.post(server + "/metadata", "{\"metadata\": {\"b\": \"2\"}}");
        SimulatorClient.Answer one = member.send("PUT", server + "/metadata/c", "{\"meta\": {\"c\": \"3\"}}");

        assertThat(one.json().at("/meta/c").asString("")).isEqualTo("3");
        assertThat(shown().path("metadata").toString()).isEqualTo("{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}");
        assertThat(member.delete(server + "/metadata/a").status()).isEqualTo(204);
        assertThat(message(member.delete(server + "/metadata/a"))).isEqualTo("404 Metadata item was not found");
        assertThat(member.send("PUT", server + "/metadata", "{\"metadata\": {}}")
                        .status())
                .isEqualTo(200);
        assertThat(shown().path("metadata")).isEmpty();
    }

    @Test
    void metadataLimitsAreEnforced() {
        simulator.quotas().setLimit("staff", "metadata_items", 2);

        assertThat(message(member.post(
                        server + "/metadata", "{\"metadata\": {\"a\": \"1\", \"b\": \"2\", \"c\": \"3\"}}")))
                .isEqualTo("403 Maximum number of metadata items exceeds 2");
        assertThat(message(member.post(server + "/metadata", "{\"metadata\": {\"a/b\": \"1\"}}")))
                .isEqualTo(
                        "400 Invalid input for field/attribute metadata. Value: {'a/b': '1'}. 'a/b' does not match any"
                                + " of the regexes: '^[a-zA-Z0-9-_:. ]{1,255}$'");
        assertThat(message(member.send("PUT", server + "/metadata/c", "{\"meta\": {\"d\": \"3\"}}")))
                .isEqualTo("400 Request body and URI mismatch");
        simulator.servers().lock(id, "maintenance");
        assertThat(message(member.post(server + "/metadata", "{\"metadata\": {}}")))
                .isEqualTo("409 Instance " + id + " is locked");
    }

    @Test
    void tagsAreAddedReplacedAndRemoved() {
        SimulatorClient.Answer added = member.send("PUT", server + "/tags/blue", null);

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location")).endsWith("/tags/blue");
        assertThat(member.send("PUT", server + "/tags/blue", null).status()).isEqualTo(204);
        assertThat(member.get(server + "/tags/blue").status()).isEqualTo(204);
        assertThat(member.send("PUT", server + "/tags", "{\"tags\": [\"b\", \"a\", \"a\"]}")
                        .json()
                        .path("tags")
                        .toString())
                .isEqualTo("[\"a\",\"b\"]");
        assertThat(member.delete(server + "/tags/a").status()).isEqualTo(204);
        assertThat(message(member.delete(server + "/tags/a"))).isEqualTo("404 Instance " + id + " has no tag 'a'");
        assertThat(member.delete(server + "/tags").status()).isEqualTo(204);
        assertThat(shown().path("tags")).isEmpty();
    }

    @Test
    void tagLimitsAreEnforced() {
        String fifty = IntStream.range(0, 50).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(", "));
        member.send("PUT", server + "/tags", "{\"tags\": [" + fifty + "]}");

        assertThat(message(member.send("PUT", server + "/tags/more", null)))
                .isEqualTo("400 The number of tags exceeded the per-server limit 50");
        assertThat(message(member.send("PUT", server + "/tags/" + "x".repeat(61), null)))
                .startsWith("400 Tag 'xxx")
                .endsWith("' is too long");
        assertThat(message(member.send("PUT", server + "/tags", "{\"tags\": [\"a,b\"]}")))
                .isEqualTo("400 Invalid input for field/attribute 0. Value: a,b. 'a,b' does not match '^[^,/]*$'");
        simulator.servers().setFault(id, "broken");
        assertThat(message(member.send("PUT", server + "/tags", "{\"tags\": []}")))
                .isEqualTo("409 Cannot 'update tags' instance " + id + " while it is in vm_state error");
    }

    @Test
    void securityGroupsAreAddedAndRemovedByNameOrId() {
        String add = "{\"addSecurityGroup\": {\"name\": \"%s\"}}";

        assertThat(member.post(server + "/action", add.formatted("default")).status())
                .isEqualTo(202);
        assertThat(groups()).isEqualTo(List.of("ssh-and-web", "default"));
        assertThat(message(member.post(server + "/action", add.formatted("default"))))
                .startsWith("400 Invalid input for security_groups. Reason: Duplicate items in the list");
        assertThat(member.post(server + "/action", "{\"removeSecurityGroup\": {\"name\": \"ssh-and-web\"}}")
                        .status())
                .isEqualTo(202);
        assertThat(groups()).isEqualTo(List.of("default"));
        assertThat(message(member.post(server + "/action", "{\"removeSecurityGroup\": {\"name\": \"ssh-and-web\"}}")))
                .isEqualTo("404 Security group ssh-and-web not associated with the instance " + id);
        assertThat(message(member.post(server + "/action", add.formatted("nope"))))
                .startsWith("404 Security group nope is not found for project ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT    |                     | {\"server\": {\"name\": \"new\"}}           | true",
                "PUT    |                     | {\"server\": {\"description\": \"new\"}}    | true",
                "POST   | /metadata           | {\"metadata\": {\"x\": \"y\"}}              | true",
                "DELETE | /metadata/a         |                                             | false",
                "PUT    | /tags/blue          |                                             | false",
                "PUT    | /tags               | {\"tags\": [\"blue\"]}                      | false",
                "POST   | /action             | {\"addSecurityGroup\": {\"name\": \"default\"}} | false"
            })
    void synchronousChangesSetUpdatedAtButAreNoInstanceActions(
            String method, String path, String body, boolean touches) {
        member.post(server + "/metadata", "{\"metadata\": {\"a\": \"1\"}}");
        String before = shown().path("updated").asString("");
        clock.advance(Duration.ofSeconds(2));

        SimulatorClient.Answer answer = member.send(method, server + (path == null ? "" : path), body);

        assertThat(answer.status()).isBetween(200, 299);
        assertThat(!shown().path("updated").asString("").equals(before)).isEqualTo(touches);
        assertThat(simulator.servers().actions(id)).containsExactly("create");
    }

    @Test
    void readerCannotChangeServers() {
        SimulatorClient reader = SimulatorClient.reader(simulator);

        assertThat(message(reader.send("PUT", server, "{\"server\": {\"name\": \"new\"}}")))
                .isEqualTo("403 Policy doesn't allow os_compute_api:servers:update to be performed.");
        assertThat(message(reader.post(server + "/metadata", "{\"metadata\": {}}")))
                .isEqualTo("403 Policy doesn't allow os_compute_api:server-metadata:create to be performed.");
        assertThat(message(reader.send("PUT", server + "/tags/x", null)))
                .isEqualTo("403 Policy doesn't allow os_compute_api:os-server-tags:update to be performed.");
        assertThat(message(reader.post(server + "/action", "{\"addSecurityGroup\": {\"name\": \"default\"}}")))
                .isEqualTo("403 Policy doesn't allow os_compute_api:os-security-groups:add to be performed.");
    }

    private JsonNode shown() {
        return member.get(server).json().path("server");
    }

    private List<String> groups() {
        return shown().path("security_groups")
                .valueStream()
                .map(g -> g.path("name").asString(""))
                .toList();
    }
}
