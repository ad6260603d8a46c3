package org.stackdeck.cloud.openstack.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.server.InstanceAction;

class InstanceActionMapperTests {

    /** Before microversion 2.84, Nova returns no other reason for a failure. */
    @Test
    void endOfALongTracebackIsKeptBecauseItContainsTheMessage() {
        String traceback = "  File \"/usr/lib/python3/nova.py\"\n".repeat(300) + "NoValidHost: No valid host was found";
        InstanceAction action = InstanceActionMapper.toInstanceAction(new NovaDtos.ActionBody(
                "migrate",
                "req-1",
                null,
                "2026-11-25T10:00:00.000000",
                null,
                List.of(new NovaDtos.EventBody(
                        "conductor_migrate_server", "2026-11-25T10:00:00.000000", null, "Error", null, traceback))));

        assertThat(action.events().getFirst().detail()).hasSizeLessThan(5000).endsWith("No valid host was found");
    }
}
