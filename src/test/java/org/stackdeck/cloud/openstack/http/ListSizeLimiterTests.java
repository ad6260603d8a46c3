package org.stackdeck.cloud.openstack.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ResponseTooLargeException;

class ListSizeLimiterTests {

    private static final int MIB = 1 << 20;

    private final ListSizeLimiter limit = new ListSizeLimiter(3, MIB);

    @Test
    void objectsAreLimited() {
        limit.add(0);
        limit.add(0);
        limit.add(0);

        assertThatThrownBy(() -> limit.add(0))
                .isInstanceOf(ResponseTooLargeException.class)
                .hasMessageContaining("3 objects");
    }

    @Test
    void bytesAreLimited() {
        limit.add(MIB);

        assertThatThrownBy(() -> limit.add(1)).isInstanceOf(ResponseTooLargeException.class);
    }
}
