package org.stackdeck.cloud.openstack.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.openstack.image.ImageMemberCache.Candidate;

class ImageMemberCacheTests {

    private static final ProjectId CREDENTIAL = new ProjectId("p1");
    private static final ProjectId PARTNER = new ProjectId("p2");

    private final StubOpenStack stub = new StubOpenStack();
    private final CloudContext context = TestOpenStackClouds.context();
    private final ImageMemberCache shared =
            new ImageMemberCache(stub.serviceClient("image", "p1", context), CREDENTIAL);

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void newestImageOfEachOwnerPrecedesTheSecondOfAnyOwner() {
        List<Candidate> newestFirst = Stream.concat(
                        images("a", 1000, false),
                        Stream.of(new Candidate("b-0", "b", false), new Candidate("b-1", "b", false)))
                .toList();

        assertThat(ImageMemberCache.byRank(newestFirst).map(Candidate::id).limit(5))
                .containsExactly("a-0", "b-0", "a-1", "b-1", "a-2");
    }

    @Test
    void imageWhoseMembersCannotBeReadDoesNotHideTheOthers() {
        List<Candidate> images = images("a", 5, false).toList();
        reply("a-0", Reply.json(200, members("accepted")));
        reply("a-1", Reply.json(500, ""));
        reply("a-2", Reply.json(403, ""));
        reply("a-3", Reply.json(200, "{\"members\":\"none\"}"));
        reply("a-4", Reply.json(200, members("pending")));

        assertThat(shared.members(images))
                .isEqualTo(Map.of(
                        "a-0",
                        Map.of(PARTNER, "accepted"),
                        "a-1",
                        Map.of(),
                        "a-2",
                        Map.of(),
                        "a-3",
                        Map.of(),
                        "a-4",
                        Map.of(PARTNER, "pending")));
        assertThat(shared.sharedWith(PARTNER, images)).containsExactly("a-0");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 503})
    void failureThatConcernsAllImagesIsReported(int status) {
        reply("a-0", Reply.json(status, ""));

        assertThatThrownBy(() -> shared.members(images("a", 1, false).toList())).isInstanceOf(CloudException.class);
    }

    @Test
    void membersOfAtMost200ImagesAreRequested() {
        List<Candidate> images =
                Stream.concat(images("a", 300, false), images("b", 1, false)).toList();
        images.forEach(image -> reply(image.id(), Reply.json(200, members("accepted"))));

        assertThat(shared.sharedWith(PARTNER, images)).hasSize(200).contains("a-198", "b-0");
        assertThat(requested(images)).isEqualTo(200);
    }

    @Test
    void membersOfAtMost1000ImagesOfServersAreRequestedInAddition() {
        List<Candidate> images =
                Stream.concat(images("p1", 1010, true), images("a", 1, false)).toList();
        images.forEach(image -> reply(image.id(), Reply.json(200, members("accepted"))));

        assertThat(shared.sharedWith(PARTNER, images)).hasSize(1001).contains("p1-999", "a-0");
        assertThat(requested(images)).isEqualTo(1001);
    }

    private static Stream<Candidate> images(String owner, int count, boolean volumeSnapshots) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Candidate(owner + "-" + number, owner, volumeSnapshots));
    }

    private static String members(String status) {
        return "{\"members\":[{\"member_id\":\"p2\",\"status\":\"" + status + "\"}]}";
    }

    private void reply(String image, Reply reply) {
        stub.replyTo(path(image), reply);
    }

    private long requested(List<Candidate> images) {
        return images.stream()
                .filter(image -> !stub.requests(path(image.id())).isEmpty())
                .count();
    }

    private static String path(String image) {
        return "GET /image/v2/images/" + image + "/members";
    }
}
