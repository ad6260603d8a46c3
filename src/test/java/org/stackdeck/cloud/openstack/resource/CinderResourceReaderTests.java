package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.resource.CloudResource;

class CinderResourceReaderTests {

    private static final String VOLUME = "{\"id\": \"v1\", \"status\": \"available\", \"group_id\": \"g1\"}";

    private final StubOpenStack stub = new StubOpenStack();
    private final CloudContext context = new CloudContext(
            TestOpenStackClouds.settings(10), Clock.systemUTC(), Executors.newVirtualThreadPerTaskExecutor());

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void volumesAreReadWithTheirGroup() {
        stub.replyTo("GET /volume/volumes/v1", Reply.json(200, "{\"volume\": " + VOLUME + "}"));
        stub.replyTo("GET /volume/volumes/detail", Reply.json(200, "{\"volumes\": [" + VOLUME + "]}"));
        CinderResourceReader reader =
                new CinderResourceReader(stub.serviceClient("volumev3", "p1", context), new ProjectId("p1"), false);

        assertThat(List.of(reader.volume("v1"), reader.volumes().getFirst()))
                .allSatisfy(volume -> assertThat(volume.values()).containsEntry(CloudResource.GROUP, "g1"));
        assertThat(List.of("GET /volume/volumes/v1", "GET /volume/volumes/detail"))
                .flatMap(stub::requests)
                .extracting(StubOpenStack.Recorded::microversion)
                .containsExactly("volume 3.13", "volume 3.13");
    }
}
