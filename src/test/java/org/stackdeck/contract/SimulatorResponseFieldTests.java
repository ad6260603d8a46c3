package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.product.OnLab;
import tools.jackson.databind.JsonNode;

/** Compares the fields of the simulator's responses with those of a real OpenStack. */
@OnLab
class SimulatorResponseFieldTests extends ComparisonTestBase {

    @ParameterizedTest
    @CsvSource({
        "MEMBER, compute, /servers/detail, servers",
        "ADMIN, compute, /servers/detail?all_tenants=1, servers",
        "MEMBER, compute, /servers, servers",
        "MEMBER, compute, /servers/{id}, server",
        "MEMBER, compute, /servers/{id}/os-instance-actions, instanceActions",
        "ADMIN, compute, /servers/{id}/os-instance-actions, instanceActions",
        "MEMBER, compute, /flavors/detail, flavors",
        "MEMBER, compute, /limits, limits",
        "MEMBER, image, /v2/images?visibility=public, images",
        "MEMBER, compute, /os-keypairs/console-key, keypair",
        "MEMBER, compute, /os-availability-zone, availabilityZoneInfo",
        "MEMBER, network, /v2.0/networks, networks",
        "MEMBER, network, /v2.0/subnets, subnets",
        "MEMBER, network, /v2.0/ports, ports",
        "MEMBER, network, /v2.0/floatingips, floatingips",
        "MEMBER, network, /v2.0/security-groups, security_groups",
        "MEMBER, network, /v2.0/security-group-rules, security_group_rules",
        "MEMBER, volumev3, /volumes/detail, volumes",
        "MEMBER, volumev3, /limits, limits"
    })
    void simulatorAndLabHaveTheSameFields(CredentialKind credentialKind, String service, String path, String key) {
        Set<String> real = fields(lab, credentialKind, service, path, key);
        Set<String> simulated = fields(simulator, credentialKind, service, path, key);

        assertThat(real).isNotEmpty();
        assertThat(simulated).isEqualTo(real);
    }

    private static Set<String> fields(
            CloudUnderTest cloud, CredentialKind credentialKind, String service, String path, String key) {
        var client = new IndependentOpenStackClient(cloud.cloudsYaml(), cloud.entry(credentialKind));
        String id = serverWithAddress(client, credentialKind);
        JsonNode found = client.requestJson(service, "GET", path.replace("{id}", id), null)
                .path(key);
        var fields = new TreeSet<String>();
        (found.isArray() ? found.valueStream() : java.util.stream.Stream.of(found))
                .forEach(item -> item.propertyStream().forEach(p -> fields.add(p.getKey())));
        // Only a volume that was created from an image has this field.
        fields.remove("volume_image_metadata");
        // Only a failed server has this field, and a real cloud may have no failed servers.
        fields.remove("fault");
        return fields;
    }

    /**
     * Returns the ID of a server with an address. Nova omits {@code security_groups} for servers without ports, which
     * other tests create.
     */
    private static String serverWithAddress(IndependentOpenStackClient client, CredentialKind credentialKind) {
        String all = credentialKind == CredentialKind.ADMIN ? "&all_tenants=1" : "";
        return client.compute("GET", "/servers/detail?status=ACTIVE" + all, null)
                .path("servers")
                .valueStream()
                .filter(server -> !server.path("addresses").isEmpty())
                .map(server -> server.path("id").asString(""))
                .findFirst()
                .orElseThrow();
    }
}
