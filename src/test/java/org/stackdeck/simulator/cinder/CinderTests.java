package org.stackdeck.simulator.cinder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.stackdeck.simulator.SimulatorClient;
import org.stackdeck.simulator.SimulatorTestBase;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import tools.jackson.databind.JsonNode;

class CinderTests extends SimulatorTestBase {

    private static final String PROJECT = "/volume/v3/" + KeystoneAccounts.STAFF.id();
    private static final String VOLUMES = PROJECT + "/volumes";

    @Test
    void summaryOfVolumesIsNotSupported() {
        assertThat(member.get(VOLUMES + "/summary").status()).isEqualTo(404);
    }

    @Test
    void unknownMicroversionIsRefused() {
        assertThat(versioned("3.71", "").status()).isEqualTo(200);
        assertThat(versioned("latest", "").status()).isEqualTo(200);
        assertThat(versioned("3.72", "").status()).isEqualTo(406);
        assertThat(versioned("2.0", "").status()).isEqualTo(406);
        assertThat(versioned("three", "").status()).isEqualTo(400);
    }

    @Test
    void volumesAreFilteredByTimeSinceMicroversion60() {
        created("{\"size\": 1}");
        int all = versioned("3.59", "?updated_at=gt:2100-01-01T00:00:00")
                .json()
                .path("volumes")
                .size();

        assertThat(all).isPositive();
        assertThat(versioned("3.60", "?updated_at=gt:2100-01-01T00:00:00")
                        .json()
                        .path("volumes"))
                .isEmpty();
        assertThat(versioned("3.60", "?created_at=gte:1970-01-01T00:00:00Z,lt:2100-01-01T00:00:00Z")
                        .json()
                        .path("volumes"))
                .hasSize(all);
        assertThat(versioned("3.60", "?updated_at=2100-01-01T00:00:00").status())
                .isEqualTo(400);
        assertThat(versioned("3.60", "?updated_at=gt:yesterday").status()).isEqualTo(400);
    }

    private SimulatorClient.Answer versioned(String version, String query) {
        return member.send("GET", VOLUMES + query, null, "OpenStack-API-Version", "volume " + version);
    }

    @Test
    void newVolumeThatExceedsTheGigabytesIsRejected() {
        simulator.quotas().setLimit("staff", "gigabytes", used() + 5);

        assertThat(message(member.post(VOLUMES, "{\"volume\": {\"size\": 6}}")))
                .isEqualTo(exceeded(6, used() + 5, used()));
        assertThat(member.post(VOLUMES, "{\"volume\": {\"size\": 5}}").status()).isEqualTo(202);
    }

    @Test
    void snapshotsCountToTheGigabytes() {
        String volume = created("{\"size\": 2}");
        snapshot(volume);
        int used = used();
        simulator.quotas().setLimit("staff", "gigabytes", used + 1);

        assertThat(message(act(volume, "{\"os-extend\": {\"new_size\": 4}}"))).isEqualTo(exceeded(2, used + 1, used));
        assertThat(message(member.post(PROJECT + "/snapshots", """
                {"snapshot": {"volume_id": "%s", "name": "second"}}""".formatted(volume))))
                .isEqualTo(exceeded(2, used + 1, used));
        assertThat(act(volume, "{\"os-extend\": {\"new_size\": 3}}").status()).isEqualTo(202);
    }

    @Test
    void changedImageMetadataAreReturnedWithTheOthers() {
        String volume = bootableVolume();

        JsonNode answer = act(volume, "{\"os-set_image_metadata\": {\"metadata\": {\"team\": \"web\"}}}")
                .json()
                .path("metadata");

        assertThat(answer).isEqualTo(imageMetadata(volume));
        assertThat(answer.path("team").asString("")).isEqualTo("web");
        assertThat(answer.path("os_distro").asString("")).isEqualTo("debian");
    }

    @Test
    void imageOfAVolumeHasTheImageMetadataWithoutCoreProperties() {
        String volume = bootableVolume();
        act(volume, """
                {"os-set_image_metadata": {"metadata": {"team": "web", "min_ram": "7", "os_glance_x": "1"}}}""");

        String id = act(volume, "{\"os-volume_upload_image\": {\"image_name\": \"copy\"}}")
                .json()
                .at("/os-volume_upload_image/image_id")
                .asString("");

        JsonNode image = member.get("/image/v2/images/" + id).json();
        assertThat(image.path("team").asString("")).isEqualTo("web");
        assertThat(image.path("os_distro").asString("")).isEqualTo("debian");
        assertThat(image.path("min_ram").asInt(-1)).isZero();
        assertThat(image.propertyNames()).doesNotContain("image_id", "image_name", "os_glance_x");
    }

    @Test
    void volumesInheritTheImageMetadataOfTheirBootableSource() {
        String volume = bootableVolume();
        act(volume, "{\"os-set_image_metadata\": {\"metadata\": {\"team\": \"web\"}}}");
        JsonNode expected = imageMetadata(volume);
        String snapshot = snapshot(volume);
        act(volume, "{\"os-set_image_metadata\": {\"metadata\": {\"team\": \"changed\"}}}");

        String fromSnapshot = created("{\"size\": 3, \"snapshot_id\": \"%s\"}".formatted(snapshot));
        String fromVolume = created("{\"size\": 3, \"source_volid\": \"%s\"}".formatted(fromSnapshot));

        assertThat(imageMetadata(fromSnapshot)).isEqualTo(expected);
        assertThat(imageMetadata(fromVolume)).isEqualTo(expected);
        assertThat(volume(fromVolume).path("bootable").asString("")).isEqualTo("true");
    }

    @Test
    void volumeOfASourceThatIsNotBootableHasNoImageMetadata() {
        String volume = bootableVolume();
        act(volume, "{\"os-set_bootable\": {\"bootable\": false}}");

        String copy = created("{\"size\": 3, \"source_volid\": \"%s\"}".formatted(volume));

        assertThat(volume(copy).has("volume_image_metadata")).isFalse();
        assertThat(volume(copy).path("bootable").asString("")).isEqualTo("false");
    }

    private String bootableVolume() {
        String image = member.get("/image/v2/images?name=debian-13")
                .json()
                .at("/images/0/id")
                .asString("");
        return created("{\"size\": 3, \"imageRef\": \"%s\"}".formatted(image));
    }

    private String created(String wanted) {
        SimulatorClient.Answer answer = member.post(VOLUMES, "{\"volume\": %s}".formatted(wanted));
        assertThat(answer.status()).isEqualTo(202);
        clock.advance(Duration.ofSeconds(2));
        return answer.json().at("/volume/id").asString("");
    }

    private String snapshot(String volume) {
        SimulatorClient.Answer answer = member.post(PROJECT + "/snapshots", """
                {"snapshot": {"volume_id": "%s", "name": "first"}}""".formatted(volume));
        assertThat(answer.status()).isEqualTo(202);
        return answer.json().at("/snapshot/id").asString("");
    }

    private SimulatorClient.Answer act(String volume, String body) {
        return member.post(VOLUMES + "/" + volume + "/action", body);
    }

    private JsonNode volume(String id) {
        return member.get(VOLUMES + "/" + id).json().path("volume");
    }

    private JsonNode imageMetadata(String volume) {
        return volume(volume).path("volume_image_metadata");
    }

    private int used() {
        return member.get(PROJECT + "/limits")
                .json()
                .at("/limits/absolute/totalGigabytesUsed")
                .asInt(0);
    }

    private static String exceeded(int requested, int limit, int used) {
        return "413 VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota."
                + " Requested %dG, quota is %dG and %dG has been consumed.".formatted(requested, limit, used);
    }
}
