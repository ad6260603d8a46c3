package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.product.OnLab;

@OnLab
class LabNewServerTests extends NewServerContract {

    /** Not in the contract, because the simulator has no shared networks. */
    @Test
    void sharedNetworkIsOfferedToItsProjectOnly() {
        LabCloud lab = (LabCloud) cloud();
        IndependentOpenStackClient administrator =
                new IndependentOpenStackClient(lab.cloudsYaml(), lab.entry(CredentialKind.ADMIN));
        String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);
        String network = administrator
                .requestJson("network", "POST", "/v2.0/networks", Map.of("network", Map.of("name", name)))
                .path("network")
                .path("id")
                .asString();
        try {
            administrator.requestJson(
                    "network",
                    "POST",
                    "/v2.0/rbac-policies",
                    Map.of(
                            "rbac_policy",
                            Map.of(
                                    "object_type",
                                    "network",
                                    "object_id",
                                    network,
                                    "action",
                                    "access_as_shared",
                                    "target_tenant",
                                    lab.project("research"))));
            for (CredentialKind credentialKind : List.of(CredentialKind.ADMIN, CredentialKind.MEMBER_OF_ALL)) {
                Clouds clouds = clouds(credentialKind, 200);
                discover(clouds);
                assertThat(clouds.projects())
                        .filteredOn(project -> List.of("staff", "research").contains(project.name()))
                        .hasSize(2)
                        .allSatisfy(project -> assertThat(
                                        clouds
                                                .resources(clouds.names().getFirst(), project.id())
                                                .orElseThrow()
                                                .networks()
                                                .stream()
                                                .anyMatch(one -> one.id().equals(network)))
                                .as(project.name())
                                .isEqualTo(project.name().equals("research")));
            }
        } finally {
            administrator.requestJson("network", "DELETE", "/v2.0/networks/" + network, null);
        }
    }
}
