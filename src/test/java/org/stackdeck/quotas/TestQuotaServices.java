package org.stackdeck.quotas;

import java.time.Clock;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.cloud.client.Clouds;

/** Creates the real service with clouds in memory. */
public final class TestQuotaServices {

    private TestQuotaServices() {}

    public static QuotaService of(Clouds clouds, AccessDecisionService accessDecisionService, Clock clock) {
        return new CachingQuotaService(clouds, accessDecisionService, clock);
    }
}
