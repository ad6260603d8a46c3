package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.image.SharedImages;

/** Offers in a list of all projects. */
class ImageMemberReaderTests {

    private static final ProjectId CREDENTIAL = new ProjectId("p1");

    private final StubOpenStack stub = new StubOpenStack();
    private final AuthenticatedServiceClient glance = stub.serviceClient(
            "image",
            "p1",
            new CloudContext(
                    TestOpenStackClouds.settings(10), Clock.systemUTC(), Executors.newVirtualThreadPerTaskExecutor()));
    private final ImageMemberReader reader =
            new ImageMemberReader(glance, CREDENTIAL, true, new SharedImages(glance, CREDENTIAL));

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void imageOfManyMembersDoesNotDisplaceTheOffersOfOtherOwners() {
        share(List.of("a", "b"), 600);
        members("b", 2);

        assertThat(reader.list())
                .extracting(offer -> offer.values().get("ownerProject"))
                .containsOnly("a", "b")
                .filteredOn("a"::equals)
                .hasSize(500);
        assertThat(reader.list())
                .filteredOn(offer -> "b".equals(offer.values().get("ownerProject")))
                .hasSize(2);
    }

    @Test
    void listHasAtMost5000Offers() {
        share(IntStream.range(0, 11).mapToObj(number -> "owner-" + number).toList(), 500);

        assertThat(reader.list()).hasSize(5000);
    }

    /** Replies with one image of each owner, which has the ID of its owner. */
    private void share(List<String> owners, int members) {
        stub.replyTo(
                "GET /image/v2/images",
                Reply.json(
                        200,
                        owners.stream()
                                .map(owner -> "{\"id\":\"%1$s\",\"owner\":\"%1$s\",\"visibility\":\"shared\"}"
                                        .formatted(owner))
                                .collect(Collectors.joining(",", "{\"images\":[", "]}"))));
        owners.forEach(owner -> members(owner, members));
    }

    private void members(String image, int count) {
        stub.replyTo(
                "GET /image/v2/images/" + image + "/members",
                Reply.json(
                        200,
                        IntStream.range(0, count)
                                .mapToObj("{\"member_id\":\"member-%d\",\"status\":\"pending\"}"::formatted)
                                .collect(Collectors.joining(",", "{\"members\":[", "]}"))));
    }
}
