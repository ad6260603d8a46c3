package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Recorded;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.discovery.CloudContext;

class NovaResourceReaderTests {

    private static final String GROUPS = "GET /v2.1/os-server-groups";

    private final StubOpenStack stub = new StubOpenStack();
    private final CloudContext context = TestOpenStackClouds.context();

    @AfterEach
    void stop() {
        stub.close();
    }

    private static Reply page(String... ids) {
        return Reply.json(
                200,
                Arrays.stream(ids)
                        .map("{\"id\": \"%s\", \"name\": \"a\"}"::formatted)
                        .collect(Collectors.joining(",", "{\"server_groups\": [", "]}")));
    }

    /** Nova does not sort the list, so two pages can contain the same group. */
    @Test
    void serverGroupsAreReadUntilAPageAddsNone() {
        stub.replyTo(GROUPS, page("g1", "g2"), page("g2", "g3"), page("g3"));

        assertThat(new NovaResourceReader(stub.serviceClient("compute", "p1", context), Map.of(), true).serverGroups())
                .extracting(CloudResourceBuilder::id)
                .containsExactly("g1", "g2", "g3");
        assertThat(stub.requests(GROUPS))
                .extracting(Recorded::query)
                .containsExactly(
                        "limit=200&all_projects=true",
                        "limit=200&all_projects=true&offset=2",
                        "limit=200&all_projects=true&offset=4");
    }
}
