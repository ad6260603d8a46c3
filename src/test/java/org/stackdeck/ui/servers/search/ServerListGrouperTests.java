package org.stackdeck.ui.servers.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.ui.servers.TestOperationBuilder;

class ServerListGrouperTests {

    private static final Project OTHER_STAFF = new Project(new CloudName("second"), new ProjectId("p-staff"), "staff");

    @Test
    void withoutGroupingAllServersAreInOneGroup() {
        List<Server> servers = List.of(server("a").build(), server("b").build());

        assertThat(group(ServerGrouping.NONE, servers))
                .singleElement()
                .satisfies(group -> assertThat(group.servers()).isSameAs(servers));
    }

    @Test
    void projectsAreSortedByNameAndKeepTheOrderOfTheirServers() {
        assertThat(texts(
                        ServerGrouping.PROJECT,
                        server("a").project(ServerBuilder.STAFF),
                        server("b").project(ServerBuilder.RESEARCH),
                        server("c").project(ServerBuilder.STAFF)))
                .containsExactly("research: b", "staff: a c");
    }

    @Test
    void projectsWithTheSameNameInTwoCloudsAreSeparateAndShowTheirCloud() {
        List<ServerListGroup> groups = group(
                ServerGrouping.PROJECT,
                List.of(
                        server("a").project(OTHER_STAFF).build(),
                        server("b").project(ServerBuilder.STAFF).build()));

        assertThat(groups).extracting(ServerListGroup::name).containsExactly("staff", "staff");
        assertThat(groups).extracting(ServerListGroup::cloud).containsExactly("lab", "second");
        assertThat(groups).extracting(ServerListGroup::key).doesNotHaveDuplicates();
        assertThat(group(ServerGrouping.PROJECT, List.of(server("a").build())))
                .extracting(ServerListGroup::cloud)
                .containsExactly("");
    }

    @Test
    void renamedProjectKeepsItsKey() {
        Project renamed = new Project(ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), "people");

        assertThat(group(
                        ServerGrouping.PROJECT,
                        List.of(server("a").project(renamed).build())))
                .extracting(ServerListGroup::key)
                .isEqualTo(group(ServerGrouping.PROJECT, List.of(server("a").build())).stream()
                        .map(ServerListGroup::key)
                        .toList());
    }

    @Test
    void statesAreInTheOrderOfTheirChips() {
        assertThat(texts(
                        ServerGrouping.STATUS,
                        server("a"),
                        server("b").status(ServerStatus.SHUTOFF),
                        server("c").status(ServerStatus.ERROR),
                        server("d").status(ServerStatus.BUILD),
                        server("e").status(ServerStatus.VERIFY_RESIZE)))
                .containsExactly("running: a", "off: b", "moving: d", "attention: e", "error: c");
    }

    @Test
    void serverIsInTheGroupOfEachOfItsTagsAndUntaggedServersAreLast() {
        assertThat(texts(
                        ServerGrouping.TAG,
                        server("a").tags("web-10", "web-2"),
                        server("b"),
                        server("c").tags("web-2", "zone")))
                .containsExactly("web-2: a c", "web-10: a", "zone: c", ": b");
    }

    @Test
    void flavorsAreGroupedByNameInAllClouds() {
        assertThat(texts(
                        ServerGrouping.FLAVOR,
                        server("a").flavor("m1.large"),
                        server("b").flavor("c1.small"),
                        server("c").flavor("m1.large").project(OTHER_STAFF),
                        server("d").flavor("")))
                .containsExactly("c1.small: b", "m1.large: a c", ": d");
    }

    @Test
    void ownersAreSortedByNameAndServersWithoutOwnerAreLast() {
        OwnerMap owners = new OwnerMap(Map.of(
                ServerBuilder.key("a"), owner("mia"),
                ServerBuilder.key("c"), owner("jonas"),
                ServerBuilder.key("d"), owner("mia")));

        assertThat(texts(ServerListGrouper.of(
                        servers(server("a"), server("b"), server("c"), server("d")),
                        ServerGrouping.OWNER,
                        new UserServerOwners(TestOperationBuilder.ME, owners),
                        ServerStateGroup::of)))
                .containsExactly("jonas: c", "mia: a d", ": b");
    }

    @Test
    void cloudsAreSortedByName() {
        assertThat(texts(ServerGrouping.CLOUD, server("a").project(OTHER_STAFF), server("b")))
                .containsExactly("lab: b", "second: a");
    }

    @Test
    void parameterSelectsAKnownGrouping() {
        assertThat(ServerGrouping.fromParameters(Map.of("group", List.of("tag"))))
                .contains(ServerGrouping.TAG);
        assertThat(ServerGrouping.fromParameters(Map.of("group", List.of("none"))))
                .contains(ServerGrouping.NONE);
        assertThat(ServerGrouping.fromParameters(Map.of("group", List.of("host"))))
                .isEmpty();
        assertThat(ServerGrouping.fromParameters(Map.of("group", List.of()))).isEmpty();
        assertThat(ServerGrouping.fromParameters(Map.of())).isEmpty();
    }

    private static Owner owner(String name) {
        return new Owner(FakeUserDirectory.idOf(name), new UserName(name));
    }

    private static ServerBuilder server(String name) {
        return ServerBuilder.named(name);
    }

    private static List<Server> servers(ServerBuilder... builders) {
        return Arrays.stream(builders).map(ServerBuilder::build).toList();
    }

    private static List<ServerListGroup> group(ServerGrouping grouping, List<Server> servers) {
        return ServerListGrouper.of(servers, grouping, UserServerOwners.NO_OWNERS, ServerStateGroup::of);
    }

    private static List<String> texts(ServerGrouping grouping, ServerBuilder... builders) {
        return texts(group(grouping, servers(builders)));
    }

    /** Returns the name of each group and the names of its servers. */
    private static List<String> texts(List<ServerListGroup> groups) {
        return groups.stream()
                .map(group -> group.name() + ": "
                        + String.join(
                                " ", group.servers().stream().map(Server::name).toList()))
                .toList();
    }
}
