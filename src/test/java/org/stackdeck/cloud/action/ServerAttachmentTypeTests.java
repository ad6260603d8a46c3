package org.stackdeck.cloud.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;

class ServerAttachmentTypeTests {

    private final Server web = withAddress("s-1");
    private final Server other = withAddress("s-2");

    @Test
    void floatingIpBelongsToTheServerThatTheCloudNamesThoughOthersHaveTheSameFixedIp() {
        CloudResource floatingIp = floatingIp(Map.of("fixedIp", "10.0.0.5", "server", "s-1"));

        assertThat(ServerAttachmentType.FLOATING_IP.isAttached(floatingIp, web)).isTrue();
        assertThat(ServerAttachmentType.FLOATING_IP.isAttached(floatingIp, other))
                .isFalse();
    }

    @Test
    void serverIsFoundByTheFixedIpIfTheCloudDoesNotNameIt() {
        CloudResource floatingIp = floatingIp(Map.of("fixedIp", "10.0.0.5"));

        assertThat(ServerAttachmentType.FLOATING_IP.isAttached(floatingIp, web)).isTrue();
        assertThat(ServerAttachmentType.FLOATING_IP.isAttached(floatingIp(Map.of("fixedIp", "10.0.0.6")), web))
                .isFalse();
    }

    private static Server withAddress(String id) {
        return ServerBuilder.named(id)
                .id(id)
                .addresses(new ServerAddress("lan", "10.0.0.5", 4, false))
                .build();
    }

    private static CloudResource floatingIp(Map<String, Object> values) {
        return new CloudResource(
                ResourceKind.FLOATING_IP, ServerBuilder.CLOUD, "f1", ServerBuilder.STAFF, "203.0.113.7", false, values);
    }
}
