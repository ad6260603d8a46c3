package org.stackdeck.cloud.openstack.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.platform.MutableClock;

/** Tests which changes of images cause a new list of servers. */
class ImageNameCacheTests {

    private static final String LIST = "GET /image/v2/images";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-30T10:00:00Z"));
    private final StubOpenStack stub = new StubOpenStack();
    private final CloudContext context = TestOpenStackClouds.context();
    private final ImageNameCache names =
            new ImageNameCache(stub.serviceClient("image", "p1", context), clock, Runnable::run);
    private Executor executor = Runnable::run;

    @BeforeEach
    void start() {
        list("debian", "fedora");
        assertThat(names.nameOf("i1")).isEqualTo("debian");
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void onlyARenamedImageOfAServerIsAChange() {
        renameAfter(Duration.ofMinutes(1), "debian", "fedora 44");
        assertThat(names.changeCount()).isZero();

        renameAfter(Duration.ofMinutes(1), "debian 13", "fedora 44");
        assertThat(names.changeCount()).isOne();
        assertThat(names.nameOf("i1")).isEqualTo("debian 13");
    }

    @Test
    void imageThatIsRenamedAgainAndAgainIsNoChangeADayAfterItsLastServer() {
        renameAfter(Duration.ofHours(23), "debian 13", "fedora");
        assertThat(names.changeCount()).isOne();

        renameAfter(Duration.ofHours(2), "debian 14", "fedora");
        assertThat(names.changeCount()).isOne();
    }

    @Test
    void namesOfMoreImagesThanTheMaximumOfAListAreLoadedAgain() {
        ImageNameCache cache = cacheOfManyImages();
        assertThat(cache.nameOf("i9")).isEqualTo("alpine");

        clock.advance(Duration.ofMinutes(10));
        cache.refresh(() -> {});

        assertThat(cache.changeCount()).isOne();
        assertThat(cache.nameOf("i9")).isEqualTo("alpine 4");
    }

    @Test
    void deletionOfAnImageThatACompleteListOmitsIsDetected() {
        String unlisted = "GET /image/v2/images/i7";
        stub.replyTo(
                unlisted,
                Reply.json(200, "{\"id\":\"i7\",\"name\":\"community\"}"),
                Reply.json(404, "{\"error\":{\"message\":\"No image found with ID i7\"}}"));
        assertThat(names.nameOf("i7")).isEqualTo("community");

        clock.advance(Duration.ofMinutes(1));
        names.refresh(() -> {});
        assertThat(stub.requests(unlisted)).hasSize(1);

        clock.advance(Duration.ofMinutes(10));
        names.refresh(() -> {});
        assertThat(names.changeCount()).isOne();
        assertThat(names.nameOf("i7")).isNull();
        assertThat(stub.requests(unlisted)).hasSize(2);
    }

    @Test
    void onlyTheFirstListOfMoreImagesThanItsMaximumIsAwaited() {
        ImageNameCache cache = cacheOfManyImages();
        assertThat(cache.nameOf("i9")).isEqualTo("alpine");

        List<Runnable> pending = new ArrayList<>();
        executor = pending::add;
        clock.advance(Duration.ofMinutes(10));
        assertThat(cache.nameOf("i9")).isEqualTo("alpine");
        assertThat(pending).hasSize(1);

        executor = Runnable::run;
        assertThat(cache.nameOf("i8")).isEqualTo("arch");
    }

    @Test
    void refreshNoticesADeletedImageAtMostOnceInTwoSeconds() {
        int lists = stub.requests(LIST).size();
        names.refresh(() -> {});
        assertThat(stub.requests(LIST)).hasSize(lists);

        stub.replyTo(LIST, Reply.json(200, "{\"images\": []}"));
        clock.advance(Duration.ofSeconds(10));
        names.refresh(() -> {});
        names.refresh(() -> {});

        assertThat(stub.requests(LIST)).hasSize(lists + 1);
        assertThat(names.changeCount()).isOne();
    }

    /**
     * Renames the images, advances the clock, and requests the name of another image, which causes a new list of
     * images.
     */
    private void renameAfter(Duration time, String first, String second) {
        list(first, second);
        clock.advance(time);
        int lists = stub.requests(LIST).size();
        assertThat(names.nameOf("i3")).isNull();
        assertThat(stub.requests(LIST)).hasSize(lists + 1);
    }

    /** Returns a cache for more images than a list can contain, of which each page contains the same one. */
    private ImageNameCache cacheOfManyImages() {
        String listed = "{\"id\":\"i2\",\"name\":\"fedora\"}";
        stub.replyTo(LIST, Reply.json(200, "{\"images\":[" + (listed + ",").repeat(499) + listed + "]}"));
        stub.replyTo("GET /image/v2/images/i8", Reply.json(200, "{\"id\":\"i8\",\"name\":\"arch\"}"));
        stub.replyTo(
                "GET /image/v2/images/i9",
                Reply.json(200, "{\"id\":\"i9\",\"name\":\"alpine\"}"),
                Reply.json(200, "{\"id\":\"i9\",\"name\":\"alpine 4\"}"));
        return new ImageNameCache(
                stub.serviceClient("image", "p1", context), clock, command -> executor.execute(command));
    }

    private void list(String first, String second) {
        stub.replyTo(LIST, Reply.json(200, """
                {"images":[
                {"id":"i1","name":"%s","status":"active"},
                {"id":"i2","name":"%s","status":"active"}]}""".formatted(first, second)));
        stub.replyTo("GET /image/v2/images/i3", Reply.json(404, ""));
    }
}
