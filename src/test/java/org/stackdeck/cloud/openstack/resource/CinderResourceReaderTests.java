package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.resource.CloudResource;

class CinderResourceReaderTests {

    private static final String VOLUME = "{\"id\": \"v1\", \"status\": \"available\", \"group_id\": \"g1\"}";

    private final StubOpenStack stub = new StubOpenStack();
    private final CloudContext context = TestOpenStackClouds.context();

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void volumesAreReadWithTheirGroup() {
        stub.replyTo("GET /volume/volumes/v1", Reply.json(200, "{\"volume\": " + VOLUME + "}"));
        stub.replyTo("GET /volume/volumes/detail", Reply.json(200, "{\"volumes\": [" + VOLUME + "]}"));
        CinderResourceReader reader = reader(false);

        assertThat(List.of(reader.volume("v1"), reader.volumes().getFirst()))
                .allSatisfy(volume -> assertThat(volume.values()).containsEntry(CloudResource.GROUP, "g1"));
        assertThat(List.of("GET /volume/volumes/v1", "GET /volume/volumes/detail"))
                .flatMap(stub::requests)
                .extracting(StubOpenStack.Recorded::microversion)
                .containsExactly("volume 3.13", "volume 3.13");
    }

    @ParameterizedTest
    @CsvSource({"false, p1, 0", "true, p2, 1"})
    void onlyTheSnapshotsOfAllProjectsRequireTheListOfVolumes(boolean allProjects, String project, int lists) {
        stub.replyTo("GET /volume/snapshots/detail", Reply.json(200, """
                {"snapshots": [{"id": "s1", "status": "available", "volume_id": "v1"}]}"""));
        stub.replyTo("GET /volume/volumes/detail", Reply.json(200, """
                {"volumes": [{"id": "v1", "os-vol-tenant-attr:tenant_id": "p2"}]}"""));

        assertThat(reader(allProjects).snapshots())
                .extracting(CloudResourceBuilder::project)
                .containsExactly(project);
        assertThat(stub.requests("GET /volume/volumes/detail")).hasSize(lists);
    }

    @Test
    void snapshotsAndBackupsHaveTheMetadataThatUsersCanChange() {
        String metadata = "\"metadata\": {\"team\": \"ops\", \"readonly\": \"True\", \"stackdeck-x\": \"1\"}";
        stub.replyTo(
                "GET /volume/snapshots/s1",
                Reply.json(200, "{\"snapshot\": {\"id\": \"s1\", %s}}".formatted(metadata)));
        stub.replyTo(
                "GET /volume/backups/b1", Reply.json(200, "{\"backup\": {\"id\": \"b1\", %s}}".formatted(metadata)));

        assertThat(List.of(reader(false).snapshot("s1"), reader(false).backup("b1")))
                .allSatisfy(resource -> assertThat(resource.values()).containsEntry("metadata", Map.of("team", "ops")));
        assertThat(stub.requests("GET /volume/backups/b1"))
                .extracting(StubOpenStack.Recorded::microversion)
                .containsExactly("volume 3.43");
    }

    @Test
    void incompleteResponseIsNotAttributedToNova() {
        stub.replyTo("GET /volume/volumes/v1", Reply.json(200, "{}"));

        assertThatThrownBy(() -> reader(false).volume("v1")).isInstanceOfSatisfying(CloudException.class, e -> {
            assertThat(e.category()).isEqualTo(CloudException.Category.UNINTELLIGIBLE);
            assertThat(e).hasMessage("The response does not conform to the service's API");
        });
    }

    private CinderResourceReader reader(boolean allProjects) {
        return new CinderResourceReader(
                stub.serviceClient("volumev3", "p1", context), new ProjectId("p1"), allProjects);
    }
}
