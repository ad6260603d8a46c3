package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.product.OnLab;

@OnLab
class LabResourceTests extends ResourceContract {

    /** Not in the contract, because tenants cannot create RBAC policies in the simulator. */
    @Test
    void policyWithATargetThatIsNoProjectDoesNotFailLists() {
        IndependentOpenStackClient tenant =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.MEMBER));
        String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);
        String network = tenant.requestJson(
                        "network", "POST", "/v2.0/networks", Map.of("network", Map.of("name", name)))
                .path("network")
                .path("id")
                .asString();
        try {
            Map<String, String> policy = Map.of(
                    "object_type", "network",
                    "object_id", network,
                    "action", "access_as_external",
                    "target_tenant", " ");
            tenant.requestJson("network", "POST", "/v2.0/rbac-policies", Map.of("rbac_policy", policy));
            Clouds clouds = clouds(CredentialKind.ADMIN, 200);
            discover(clouds);

            assertThat(clouds.resourceClients(clouds.names().getFirst())
                            .getFirst()
                            .list(ResourceKind.NETWORK))
                    .extracting(CloudResource::id)
                    .contains(network);
        } finally {
            tenant.requestJson("network", "DELETE", "/v2.0/networks/" + network, null);
        }
    }
}
