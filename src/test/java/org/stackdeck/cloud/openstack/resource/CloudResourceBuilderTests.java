package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudResourceBuilderTests {

    @Test
    void sizeCountsNamesTextsAndEachItem() {
        assertThat(CloudResourceBuilder.of("v1", null, "x".repeat(1000)).size()).isGreaterThan(2000);
        assertThat(CloudResourceBuilder.of("v1", null, "")
                        .value("description", "x".repeat(1000))
                        .size())
                .isGreaterThan(2000);
        assertThat(CloudResourceBuilder.of("v1", null, "")
                        .value("servers", Collections.nCopies(100, "1"))
                        .size())
                .isGreaterThan(6400);
        assertThat(CloudResourceBuilder.of("v1", null, "")
                        .value("metadata", Map.of("a", "", "b", ""))
                        .size())
                .isGreaterThan(4 * 64);
    }
}
