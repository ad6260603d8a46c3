package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;

class SimulatorResourceTests extends ResourceContract {

    /** Stackdeck requests 500 volumes at a time. */
    @Test
    void aLongListIsReadPageByPage() {
        IndependentOpenStackClient outside =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.MEMBER));
        Set<String> created = new HashSet<>();
        for (int number = 0; number < 505; number++) {
            created.add(outside.requestJson(
                            "volumev3",
                            "POST",
                            "/volumes",
                            Map.of("volume", Map.of("size", 1, "name", "page-" + number)))
                    .path("volume")
                    .path("id")
                    .asString());
        }

        assertThat(list(CredentialKind.MEMBER, ResourceKind.VOLUME))
                .extracting(CloudResource::id)
                .doesNotHaveDuplicates()
                .containsAll(created);
    }
}
