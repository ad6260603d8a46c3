package org.stackdeck.quotas;

import java.time.Clock;
import org.stackdeck.access.Access;
import org.stackdeck.cloud.Clouds;

/** Creates the real service with clouds in memory. */
public final class FakeQuotas {

    private FakeQuotas() {}

    public static Quotas of(Clouds clouds, Access access, Clock clock) {
        return new SharedQuotas(clouds, access, clock);
    }
}
