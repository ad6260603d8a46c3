package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.contract.IndependentOpenStackClient.Response;
import org.stackdeck.product.OnLab;

/** Checks that errors of the simulator and of a real OpenStack have the same status and message. */
@OnLab
class SimulatorErrorMessageTests {

    private static CloudUnderTest simulator;
    private static CloudUnderTest lab;
    private static ServerId simulated;
    private static ServerId real;

    @BeforeAll
    static void start() {
        simulator = new SimulatedCloud();
        lab = new LabCloud();
        String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);
        simulated = simulator.create(name, Map.of("a", "1"));
        real = lab.create(name, Map.of("a", "1"));
    }

    @AfterAll
    static void stop() {
        simulator.delete(simulated);
        lab.delete(real);
        simulator.close();
        lab.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MEMBER | POST | /action | {\"rescue\": {\"foo\": 1}}",
                "MEMBER | POST | /action | {\"rescue\": {\"rescue_image_ref\": \"00000000-0000-4000-8000-000000000000\"}}",
                "MEMBER | POST | /action | {\"unrescue\": null}",
                "MEMBER | POST | /action | {\"rebuild\": {\"name\": \"x\"}}",
                "MEMBER | POST | /action | {\"rebuild\": {\"imageRef\": \"00000000-0000-4000-8000-000000000000\"}}",
                "MEMBER | POST | /action | {\"resize\": {\"flavorRef\": \"nope\"}}",
                "MEMBER | POST | /action | {\"confirmResize\": null}",
                "MEMBER | POST | /action | {\"createImage\": {\"name\": \"\"}}",
                "MEMBER | POST | /action | {\"changePassword\": {}}",
                "MEMBER | POST | /action | {\"lock\": {\"locked_reason\": \"\"}}",
                "MEMBER | POST | /action | {\"lock\": 5}",
                "MEMBER | POST | /action | {\"os-resetState\": {\"state\": \"error\"}}",
                "ADMIN | POST | /action | {\"os-resetState\": {\"state\": \"nope\"}}",
                "MEMBER | POST | /action | {\"migrate\": null}",
                "MEMBER | POST | /action | {\"os-migrateLive\": {\"host\": null, \"block_migration\": \"auto\"}}",
                "ADMIN | POST | /action | {\"os-migrateLive\": {\"block_migration\": \"auto\"}}",
                "ADMIN | POST | /action | {\"os-migrateLive\": {\"host\": \"nope\", \"block_migration\": \"auto\"}}",
                "MEMBER | POST | /action | {\"shelveOffload\": null}",
                "MEMBER | POST | /action | {\"restore\": null}",
                "READER | POST | /action | {\"createImage\": {\"name\": \"x\"}}",
                "MEMBER | POST | /action | {\"addSecurityGroup\": {\"name\": \"nope\"}}",
                "MEMBER | PUT | | {\"server\": {\"name\": \"\"}}",
                "MEMBER | PUT | | {\"server\": {\"name\": \"a\\tb\"}}",
                "MEMBER | PUT | | {\"server\": {\"foo\": 1}}",
                "READER | PUT | | {\"server\": {\"name\": \"x\"}}",
                "MEMBER | POST | /metadata | {\"metadata\": {\"a/b\": \"x\"}}",
                "MEMBER | PUT | /metadata/c | {\"meta\": {\"d\": \"3\"}}",
                "MEMBER | DELETE | /metadata/nope |",
                "READER | DELETE | /metadata/a |",
                "MEMBER | PUT | /tags/a%2Cb |",
                "MEMBER | PUT | /tags | {\"tags\": [\"a/b\"]}",
                "MEMBER | DELETE | /tags/nope |",
                "MEMBER | POST | /os-volume_attachments"
                        + " | {\"volumeAttachment\": {\"volumeId\": \"00000000-0000-4000-8000-000000000000\"}}",
                "MEMBER | DELETE | /os-volume_attachments/00000000-0000-4000-8000-000000000000 |",
                "MEMBER | POST | /os-interface"
                        + " | {\"interfaceAttachment\": {\"port_id\": \"00000000-0000-4000-8000-000000000000\"}}",
                "MEMBER | POST | /remote-consoles | {\"remote_console\": {\"protocol\": \"spice\", \"type\": \"spice-html5\"}}",
                "MEMBER | GET | /diagnostics |"
            })
    void simulatorReturnsTheLabsErrors(
            CredentialKind credentialKind, String method, @Nullable String path, @Nullable String body) {
        assertThat(refusal(simulator, simulated, credentialKind, method, path, body))
                .isEqualTo(refusal(lab, real, credentialKind, method, path, body));
    }

    private static String refusal(
            CloudUnderTest cloud,
            ServerId id,
            CredentialKind credentialKind,
            String method,
            @Nullable String path,
            @Nullable String body) {
        var client = new IndependentOpenStackClient(cloud.cloudsYaml(), cloud.entry(credentialKind));
        Response response = client.sendRaw("compute", method, "/servers/" + id + (path == null ? "" : path), body);
        assertThat(response.status()).isBetween(400, 499);
        String text = response.body().isEmpty()
                ? ""
                : response.body().iterator().next().path("message").asString("");
        return response.status() + " " + text.replace(id.value(), "ID").replaceAll("\\b[0-9a-f]{32}\\b", "PROJECT");
    }
}
