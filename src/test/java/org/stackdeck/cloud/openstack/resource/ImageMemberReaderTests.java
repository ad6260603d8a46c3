package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.image.ImageMemberCache;

class ImageMemberReaderTests {

    private static final ProjectId CREDENTIAL = new ProjectId("p1");

    private final StubOpenStack stub = new StubOpenStack();
    private final AuthenticatedServiceClient glance = stub.serviceClient("image", "p1", TestOpenStackClouds.context());
    private final ImageMemberReader reader = reader(true);

    private ImageMemberReader reader(boolean allProjects) {
        return new ImageMemberReader(glance, CREDENTIAL, allProjects, new ImageMemberCache(glance, CREDENTIAL));
    }

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

    @Test
    void imagesOfAnOwnerDisplaceNeitherTheImagesOfOthersNorItsNewestOnes() {
        Reply[] lists = Stream.of("pending", "rejected", "accepted")
                .flatMap(status -> Stream.of(
                        page(true, images("a", status + "-new", 300)),
                        page(true, images("a", status, 300)),
                        page(false, images("b", status, 2))))
                .toArray(Reply[]::new);
        stub.replyTo("GET /image/v2/images", lists);

        List<CloudResourceBuilder> offers = reader(false).list();

        assertThat(offers)
                .filteredOn(offer -> "a".equals(offer.values().get("ownerProject")))
                .hasSize(500)
                .first()
                .satisfies(offer -> assertThat(offer.values())
                        .containsEntry("image", "a-accepted-new-0")
                        .containsEntry("status", "accepted"));
        assertThat(offers)
                .filteredOn(offer -> "b".equals(offer.values().get("ownerProject")))
                .extracting(offer -> offer.values().get("status"))
                .containsExactly("accepted", "accepted", "rejected", "rejected", "pending", "pending");
    }

    @Test
    void ownImagesAreNoOffers() {
        stub.replyTo(
                "GET /image/v2/images",
                page(false, Stream.concat(images("p1", "own", 600), images("a", "offered", 1))));

        assertThat(reader(false).list())
                .extracting(offer -> offer.values().get("image"))
                .containsExactly("a-offered-0");
    }

    @Test
    void listEndsAfterALimitedNumberOfRequests() {
        stub.replyTo("GET /image/v2/images", page(true, images("a", "x", 1)));

        assertThat(reader(false).list()).hasSize(1);
        assertThat(stub.requests("GET /image/v2/images")).hasSize(3 * 200);
    }

    @Test
    void listOfAllProjectsIgnoresFurtherImagesOfAnOwner() {
        Reply[] lists = Stream.concat(
                        IntStream.range(0, 199).mapToObj(number -> page(true, images("a", "x" + number, 200))),
                        Stream.of(page(false, images("b", "x", 1))))
                .toArray(Reply[]::new);
        stub.replyTo("GET /image/v2/images", lists);
        members("a-x0-0", 1);
        members("b-x-0", 1);

        assertThat(reader.list())
                .extracting(offer -> offer.values().get("image"))
                .containsExactly("a-x0-0", "b-x-0");
    }

    private static Stream<String> images(String owner, String name, int count) {
        return IntStream.range(0, count).mapToObj(number -> image(owner, name + "-" + number, ""));
    }

    private static String image(String owner, String name, String properties) {
        return "{\"id\":\"%1$s-%2$s\",\"owner\":\"%1$s\",\"visibility\":\"shared\"%3$s}"
                .formatted(owner, name, properties);
    }

    private static Reply page(boolean hasNext, Stream<String> images) {
        return Reply.json(
                200,
                images.collect(Collectors.joining(
                        ",", "{\"images\":[", hasNext ? "],\"next\":\"/v2/images?marker=x\"}" : "]}")));
    }

    /** Replies with one image for each owner. The ID of the image is the ID of its owner. */
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
