package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.image.ImageImportMethodsCache;
import org.stackdeck.cloud.openstack.image.ImageMemberCache;
import org.stackdeck.cloud.openstack.volume.BackupServiceDetector;

class GlanceImageReaderTests {

    private final StubOpenStack stub = new StubOpenStack();
    private final CloudContext context = TestOpenStackClouds.context();

    @AfterEach
    void stop() {
        stub.close();
    }

    /** Glance keeps tags in a set, so that each of its workers can return another order. */
    @Test
    void orderOfTagsDoesNotDependOnGlance() {
        stub.replyTo("GET /image/v2/images", page("\"web\", \"debian\""), page("\"debian\", \"web\""));
        GlanceImageReader reader = reader(stub.serviceClient("image", "p1", context), new ProjectId("p1"));

        assertThat(List.of(reader.list(), reader.list()))
                .flatExtracting(images -> List.copyOf(images))
                .extracting(image -> image.values().get("tags"))
                .containsExactly(List.of("debian", "web"), List.of("debian", "web"));
    }

    private GlanceImageReader reader(AuthenticatedServiceClient glance, ProjectId project) {
        AuthenticatedServiceClient cinder = stub.serviceClient("volumev3", project.value(), context);
        ResourceAvailabilityCaches caches = new ResourceAvailabilityCaches(
                AllowedProjectsCache.ofFlavors(stub.serviceClient("compute", project.value(), context), Map::of),
                AllowedProjectsCache.ofVolumeTypes(cinder),
                new ImageMemberCache(glance, project),
                new ImageImportMethodsCache(glance),
                new BackupServiceDetector(() -> List.of(cinder)));
        return new GlanceImageReader(glance, project, false, caches);
    }

    private static Reply page(String tags) {
        return Reply.json(200, """
                {"images": [{"id": "i1", "status": "active", "owner": "p1", "tags": [%s]}]}""".formatted(tags));
    }
}
