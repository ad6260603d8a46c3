package org.stackdeck.ui.servers.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.ui.servers.ServerGridTestBase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Tests the columns with the key pair, the volumes and the security groups of servers. */
class AttachedColumnsTests extends ServerGridTestBase {

    private static final Freshness.Problem PROBLEM =
            new Freshness.Problem(CloudException.Category.TIMEOUT, "no answer", Instant.EPOCH, Instant.EPOCH);
    private static final String COLUMNS = "columns=name,key,volumes,security-groups";

    @Autowired
    private FakeResourceInventory resources;

    private User mia;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        mia = directory.member("mia");
        access.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        inventory.put(
                ServerBuilder.named("web-01").keyName("laptop").build(),
                ServerBuilder.named("web-02").build());
        resources.setComplete(true);
        resources.setProblem(null);
        resources.set(ResourceKind.VOLUME, volume("v1", "data", "web-01"), volume("v2", "logs", "web-01"));
        resources.set(
                ResourceKind.PORT,
                resource(ResourceKind.PORT, "p1", "", Map.of("device", "web-01", "securityGroups", List.of("g1"))));
        resources.set(ResourceKind.SECURITY_GROUP, resource(ResourceKind.SECURITY_GROUP, "g1", "web", Map.of()));
        signIn(mia);
        super.initVaadinEnvironment();
    }

    @Test
    void columnsShowTheResourcesOfEachServer() {
        openGrid(COLUMNS);

        assertThat(columns()).containsExactly("name", "key", "volumes", "security-groups");
        assertThat(text(0, "key")).isEqualTo("laptop");
        assertThat(text(1, "key")).isEqualTo("–");
        assertThat(links(0, "volumes")).containsExactly("data", "logs");
        assertThat(links(0, "security-groups")).containsExactly("web");
        assertThat(links(1, "volumes")).isEmpty();
        assertThat(value(1, "volumes", "none")).isEqualTo("–");
    }

    @Test
    void changesReachTheRows() {
        openGrid(COLUMNS);
        pushRows();

        resources.set(ResourceKind.VOLUME, volume("v1", "data", "web-02"));
        roundTrip();

        assertThat(pushRows()).contains("web-01", "web-02", "\"text\":\"data\"").doesNotContain("logs");
        assertThat(links(0, "volumes")).isEmpty();
        assertThat(links(1, "volumes")).containsExactly("data");
    }

    @Test
    void changesOfOtherServersSendNothing() {
        openGrid(COLUMNS);
        pushRows();

        resources.set(
                ResourceKind.VOLUME,
                volume("v1", "data", "web-01"),
                volume("v2", "logs", "web-01"),
                volume("v3", "secret", "hidden-01"));
        roundTrip();

        assertThat(pushRows()).doesNotContain("web-01", "web-02", "secret");
    }

    @Test
    void listsWithoutColumnsAreNotFollowed() {
        openGrid("columns=name");
        pushRows();

        resources.set(ResourceKind.VOLUME);
        roundTrip();

        assertThat(pushRows()).doesNotContain("web-01");
    }

    @Test
    void unknownResourcesAreNotShownAsNone() {
        resources.setComplete(false);
        resources.setProblem(PROBLEM);
        openGrid(COLUMNS);

        assertThat(value(0, "volumes", "none")).isEqualTo("…");
        assertThat(value(0, "volumes", "all")).isEqualTo("Not loaded yet");
    }

    @Test
    void outdatedResourcesSaySo() {
        openGrid(COLUMNS);
        resources.setProblem(PROBLEM);
        roundTrip();

        assertThat(value(0, "volumes", "all")).isEqualTo("Possibly outdated: data\nlogs");
    }

    @Test
    void namesLeadOnlyToPagesThatTheViewerCanOpen() {
        access.revokeAll(mia.id());
        access.grant(mia.id(), ServerBuilder.STAFF, new Role("reader", Set.of(Permission.SERVER_READ)), null);
        openGrid(COLUMNS);

        assertThat(links(0, "volumes")).containsExactly("data", "logs");
        assertThat(path(0, "volumes")).isEmpty();

        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                new Role("volumes", Set.of(Permission.SERVER_READ, Permission.VOLUME_READ)),
                null);
        enterAs(mia);
        openGrid(COLUMNS);

        assertThat(path(0, "volumes")).endsWith("/v1");
    }

    @Test
    void serversAreNotSortedByResources() {
        openGrid(COLUMNS + "&sort=-volumes,-key");

        assertThat(grid().getColumnByKey("volumes").isSortable()).isFalse();
        assertThat(names()).containsExactly("web-01", "web-02");
        assertThat(panel().query().order().code()).isEqualTo("-key");
    }

    private List<String> links(int row, String column) {
        return list(row, column).stream()
                .map(link -> link.path("text").asString())
                .toList();
    }

    private String path(int row, String column) {
        return list(row, column).getFirst().path("path").asString();
    }

    private List<JsonNode> list(int row, String column) {
        return test(grid())
                .getLitRendererPropertyValue(row, column, "links", ArrayNode.class)
                .valueStream()
                .toList();
    }

    private String text(int row, String column) {
        return value(row, column, "text");
    }

    private String value(int row, String column, String property) {
        return test(grid()).getLitRendererPropertyValue(row, column, property, String.class);
    }

    private static CloudResource volume(String id, String name, String server) {
        return resource(ResourceKind.VOLUME, id, name, Map.of("servers", List.of(server)));
    }

    private static CloudResource resource(ResourceKind kind, String id, String name, Map<String, Object> values) {
        return new CloudResource(kind, ServerBuilder.CLOUD, id, ServerBuilder.STAFF, name, false, values);
    }
}
