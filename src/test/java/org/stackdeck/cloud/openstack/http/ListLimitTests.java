package org.stackdeck.cloud.openstack.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ListLimitTests {

    private static final int MIB = 1 << 20;

    private final ListLimit limit = new ListLimit(1000, MIB);

    @Test
    void objectsAreLimited() {
        limit.add(1000, 0);

        assertThatThrownBy(() -> limit.add(1, 0))
                .isInstanceOf(ResponseTooLargeException.class)
                .hasMessageContaining("1000 objects");
    }

    @Test
    void bytesAreLimited() {
        limit.add(1, MIB);

        assertThatThrownBy(() -> limit.add(1, 1)).isInstanceOf(ResponseTooLargeException.class);
    }
}
