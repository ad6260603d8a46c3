package org.stackdeck.quotas;

import java.time.Clock;
import org.stackdeck.access.Access;
import org.stackdeck.cloud.Clouds;

/** The real thing over clouds in memory. */
public final class FakeQuotas {

    private FakeQuotas() {}

    public static Quotas of(Clouds clouds, Access access, Clock clock) {
        return new SharedQuotas(clouds, access, clock);
    }
}
