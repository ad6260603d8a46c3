package org.stackdeck.cloud.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectableResourceTests {

    private static final String ID = "da8515eb-9f96-4ebb-ae68-fb22cfb24c1d";

    private static AvailabilityZone zone(String name) {
        return new AvailabilityZone(name);
    }

    private static FloatingIp floatingIp(String id, String ip) {
        return new FloatingIp(id, ip, null);
    }

    @Test
    void nameIsUsedIfNoIdMatches() {
        assertThat(SelectableResource.findByIdOrName(List.of(zone("nova"), zone("other")), "nova"))
                .containsExactly(zone("nova"));
        assertThat(SelectableResource.findByIdOrName(List.of(floatingIp("a", "b"), floatingIp("b", "c")), "b"))
                .containsExactly(floatingIp("b", "c"));
    }

    /**
     * Otherwise, a request with the ID of a deleted resource would use another resource that has this ID as its name.
     */
    @ParameterizedTest
    @ValueSource(strings = {ID, "da8515eb9f964ebbae68fb22cfb24c1d"})
    void nameInTheFormOfAnIdIsNotUsed(String id) {
        assertThat(SelectableResource.findByIdOrName(List.of(floatingIp("other", id)), id))
                .isEmpty();
        assertThat(SelectableResource.findByIdOrName(List.of(floatingIp(id, "name")), id))
                .containsExactly(floatingIp(id, "name"));
    }
}
